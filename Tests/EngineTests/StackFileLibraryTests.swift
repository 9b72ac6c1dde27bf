import Engine
@preconcurrency import Glibc
import NDIS
import Testing

@Suite("Stack library")
struct StackFileLibraryTests {
  /// The repository's directory, three levels above this file.
  static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/")

  static var shipped: StackLibrary { StackLibrary(directories: ["\(root)/stacks"]) }

  @Test("the stacks compiled in equal the files of their names")
  func builtIn() throws {
    for stack in BuiltInStacks.all {
      let source = try StackLibrary(directories: []).find("\(Self.root)/stacks/\(stack.name).yaml")
      #expect(String(decoding: source.bytes, as: UTF8.self) == stack.text)
    }
  }

  @Test("a name is found in the first directory that has it, then among the built-in stacks")
  func order() throws {
    let directory = "\(Self.root)/stacks"
    #expect(try Self.shipped.find("lab").file == "\(directory)/lab.yaml")
    #expect(try StackLibrary(directories: ["/nowhere"]).find("lab").file == "lab")
    let two = StackLibrary(directories: ["/nowhere", directory])
    #expect(try two.find("replay").file == "\(directory)/replay.yaml")
    #expect(Self.shipped.names.contains("lab"))
  }

  @Test("a name that is not there names the nearest")
  func missing() {
    let error = #expect(throws: StackFileError.self) {
      try StackLibrary(directories: []).find("repaly")
    }
    #expect(
      error?.description
        == #"ndissect: there is no such stack: "repaly": did you mean replay? there are lab, replay, shell"#
    )
  }

  @Test("a path that cannot be read says why", arguments: ["./no.yaml", "/tmp", "a\0b/c"])
  func unreadable(path: String) {
    let error = #expect(throws: StackFileError.self) {
      try StackLibrary(directories: []).find(path)
    }
    #expect(error?.what.hasPrefix("the file cannot be read (") == true)
    #expect(error?.mark == nil)
  }

  @Test("the person's own directory comes before the one beside the program")
  func directories() {
    #expect(
      StackLibrary.directories(configuration: "/c", home: "/h", program: "/usr/bin/ndissect")
        == ["/c/ndissect/stacks", "/usr/share/ndissect/stacks"]
    )
    #expect(
      StackLibrary.directories(configuration: nil, home: "/h", program: nil)
        == ["/h/.config/ndissect/stacks"]
    )
    #expect(StackLibrary.directories(configuration: "c", home: nil, program: nil) == [])
  }
}

import Drivers
import Glibc
import Inspection
import Kernel
import NDIS

/// The running stack as a stack file.
extension StackEngine {
  /// The text of a stack file that gives the stack as it is now; files are named so that it can be read from anywhere.
  ///
  /// - Throws: `EngineError.refused` if it would not read back as the same stack.
  public func stackFile(at path: String) throws(EngineError) -> String {
    let stack = running.withWholePaths
    let text = StackFile.write(stack)
    let again: StackConfiguration
    do throws(StackFileErrors) {
      again = try StackFile.read(text, file: path, catalogue: catalogue.components)
    } catch {
      throw .refused("the stack cannot be written as a file: \(path): \(error)")
    }
    guard again.withoutSources == stack.withoutSources else {
      throw .refused("the file would give another stack: \(path): export a session instead")
    }
    return text
  }

  /// Writes the stack file; a file that is there is replaced only if that was asked for.
  func save(_ path: String, replaces: Bool) {
    let answer = begin(0, "\(Command.saved) \(path)")
    told(answer) { () throws(EngineError) in
      guard !path.isEmpty, !path.utf8.contains(0) else {
        throw .refused("no file is named: \(path): write such as \(running.name).yaml")
      }
      let text = try stackFile(at: path)
      do throws(StackFileDisk.Failure) {
        try StackFileDisk.write(text, to: path, replaces: replaces)
      } catch {
        switch error {
        case .exists: throw .refused("\(Command.isThere): \(path): choose another name")
        case .notAFile: throw .refused("this is no regular file: \(path): choose another name")
        case .host(let code): throw .refused(FileError(path: path, code: code).description)
        }
      }
      answer(nil)
    }
  }
}

extension StackConfiguration {
  /// The same stack with every file of its values named from the root.
  fileprivate var withWholePaths: StackConfiguration {
    var adapters = adapters
    for index in adapters.indices {
      for setting in adapters[index].settings.all {
        guard case .path(let written) = setting.value.value, !written.hasPrefix("/") else {
          continue
        }
        var whole = written
        if case .file(let origin, _, _) = setting.value.source,
          let slash = origin.lastIndex(of: "/")
        {
          whole = origin[...slash] + written
        }
        if !whole.hasPrefix("/"), let folder = getcwd(nil, 0) {
          whole = String(cString: folder) + "/" + whole
          free(folder)
        }
        let value = ConfiguredValue(.path(whole), source: setting.value.source)
        adapters[index].settings.set(setting.name, to: value)
      }
    }
    return StackConfiguration(
      name: name,
      summary: summary,
      seed: seed,
      file: file,
      adapters: adapters,
      filters: filters,
      protocols: protocols,
      plan: plan,
      heldAlarm: heldAlarm
    )
  }
}

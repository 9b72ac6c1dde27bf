@preconcurrency import Glibc

/// Finds themes by path or name.
///
/// A name with a slash or the ending `.theme` is a path. Other names are looked for in
/// `$XDG_CONFIG_HOME/ndissect/themes` (`~/.config` if unset), then in the shared folder, then among those built in.
public struct ThemeLibrary: Sendable {
  /// Folders in the order they are searched.
  public let folders: [String]

  /// Searches given folders.
  public init(folders: [String]) {
    self.folders = folders
  }

  /// Searches the user's folder and `../share/ndissect/themes` beside the program.
  public init(environment: (String) -> String?, executable: String?) {
    var folders: [String] = []
    if let home = environment("XDG_CONFIG_HOME"), home.hasPrefix("/") {
      folders.append(home + "/ndissect/themes")
    } else if let home = environment("HOME"), !home.isEmpty {
      folders.append(home + "/.config/ndissect/themes")
    }
    if let executable, let bin = executable.lastIndex(of: "/"),
      let root = executable[..<bin].lastIndex(of: "/")
    {
      folders.append(executable[..<root] + "/share/ndissect/themes")
    }
    self.folders = folders
  }

  /// Finds and reads a theme.
  public func theme(named name: String) throws(ThemeError) -> Theme {
    if name.contains("/") || name.hasSuffix(".theme") {
      return try ThemeFile(path: name).theme(name: Self.baseName(name))
    }
    for folder in folders {
      let path = "\(folder)/\(name).theme"
      guard access(path, F_OK) == 0 else { continue }
      return try ThemeFile(path: path).theme(name: name)
    }
    if let theme = Theme.builtIn.first(where: { $0.name == name }) { return theme }
    throw ThemeError.notFound(name: name, searched: folders + ["built in"])
  }

  /// Names that can be chosen, sorted, without doubles.
  public var names: [String] {
    var names = Theme.builtIn.map(\.name)
    for folder in folders {
      guard let directory = opendir(folder) else { continue }
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let file = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if file.hasSuffix(".theme") { names.append(Self.baseName(file)) }
      }
    }
    names.sort()
    return names.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  /// All themes that can be chosen by name, in the order of names but the default first; files that cannot be read are
  /// left out.
  public var themes: [Theme] {
    let found = names.filter { $0 != Theme.midnight.name }.compactMap { try? theme(named: $0) }
    return [(try? theme(named: Theme.midnight.name)) ?? .midnight] + found
  }

  private static func baseName(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".theme") ? String(file.dropLast(6)) : file
  }
}

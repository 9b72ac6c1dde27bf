/// The files a live run is written to while it goes on, opened before anything runs.
public struct RecordingFiles: Sendable {
  let session: FileSink?
  let packets: FileSink?
  let text: String

  /// Creates or empties the files.
  ///
  /// - Parameters:
  ///   - session: path of a session; nil writes none.
  ///   - pcapng: path of a capture with every hop; nil writes none.
  ///   - text: the stack file's text, kept in the session.
  /// - Throws: `FileError` for the first that cannot be made.
  public init(session: String?, pcapng: String?, text: String) throws(FileError) {
    self.session = if let session { try FileSink(path: session) } else { nil }
    packets = if let pcapng { try FileSink(path: pcapng) } else { nil }
    self.text = text
  }
}

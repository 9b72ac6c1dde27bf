import Kernel
import NDIS
import Wire

extension ReplayMiniport {
  /// What the keywords say, with the file open.
  struct Values {
    let isFast, loops: Bool
    let batch, mtu: Int
    let address: MACAddress
    let path: String
    let file: CaptureFile
    let next: CaptureRecord?
    let failure: CaptureError?
    let medium: LinkLayer
    let requests: StationRequests

    init(_ configuration: InstanceConfiguration) throws(DriverError) {
      let settings = configuration.settings
      isFast = settings.text("timing") == "fast"
      loops = settings.boolean("loop") ?? false
      batch = Int(settings.integer("batch") ?? 64)
      mtu = Int(settings.integer("mtu") ?? 1_500)
      address = try configuration.stationAddress()
      guard let name = settings.text("file") else {
        throw DriverError(
          "replay \(configuration.name) has no file",
          source: .default,
          mend: "write file: NAME"
        )
      }
      let path = configuration.resolve(name, "file")
      let file: CaptureFile
      do throws(CaptureError) {
        file = try CaptureFile(path: path)
      } catch {
        throw Self.problem(error, path, settings)
      }
      var next: CaptureRecord?
      var failure: CaptureError?
      do throws(CaptureError) {
        next = try file.next()
      } catch {
        if case .unsupportedLinkType = error { throw Self.problem(error, path, settings) }
        // Not one whole record is in it.
        failure = error
      }
      self.path = path
      self.file = file
      self.next = next
      self.failure = failure
      medium = (next?.linkType ?? file.interfaces.first?.linkType)?.linkLayer ?? .ethernet
      requests = StationRequests(
        station: medium == .ethernet ? address : nil,
        transmitFrames: 1,
        receiveFrames: Int(settings.integer("lists") ?? 1_024)
      )
    }

    private static func problem(
      _ error: CaptureError,
      _ path: String,
      _ settings: KeywordSettings
    ) -> DriverError {
      DriverError(
        "\(path): \(error)",
        source: settings.source("file"),
        mend: error.advice,
        capture: error
      )
    }
  }
}

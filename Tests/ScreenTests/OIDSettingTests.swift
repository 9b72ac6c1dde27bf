import Drivers
import Engine
import Explorer
import NDIS
import TUIKit
import Testing

/// Setting an identifier from the screen: the flight through the filter's clone, the next query, the event.
@Suite("Object identifiers set from the screen")
struct OIDSettingTests {
  /// What is set, and what the screens must tell.
  struct Setting: Sendable, CustomTestStringConvertible {
    let name: String
    let oid: String
    let value: String
    /// In the value after the next query.
    var readBack = ""
    /// A status indication among the events.
    var indication = ""
    /// What the adapter has in the place of interrupt moderation; empty for the moderation.
    var hardware = ""
    /// On the Queues view.
    var queues = ""

    var testDescription: String { name }
  }

  static let text = """
    name: settings
    adapters:
      eth0:
        driver: wire
        peer: eth1
        mac: 02-00-00-00-00-01
        moderation: 200 us
        filters:
          - driver: vlan
            name: tag
            id: 100
      eth1:
        driver: wire
        mac: 02-00-00-00-00-02
        filters:
          - driver: vlan
            name: untag
            id: 100
    protocols:
      caller:
        driver: talker
        bind: eth0
        address: 10.0.0.1/24
        target: 10.0.0.2
        interval: 20 ms
      answer:
        driver: responder
        bind: eth1
        addresses: [10.0.0.2/24]
    """

  static let settings = [
    Setting(
      name: "packet-filter",
      oid: "CURRENT_PACKET_FILTER",
      value: "NDIS_PACKET_TYPE_PROMISCUOUS",
      readBack: "PROMISCUOUS",
      indication: "NDIS_STATUS_PACKET_FILTER"
    ),
    Setting(
      name: "multicast-list",
      oid: "802_3_MULTICAST_LIST",
      value: "01:00:5e:00:00:05",
      readBack: "01:00:5e:00:00:05"
    ),
    Setting(
      name: "link-parameters",
      oid: "GEN_LINK_PARAMETERS",
      value:
        "MediaDuplexState=MediaDuplexStateFull, XmitLinkSpeed=100 Mbit/s, RcvLinkSpeed=100 Mbit/s",
      indication: "NDIS_STATUS_LINK_STATE"
    ),
    Setting(
      name: "interrupt-moderation",
      oid: "INTERRUPT_MODERATION",
      value: "InterruptModeration=NdisInterruptModerationDisabled",
      readBack: "NdisInterruptModerationDisabled"
    ),
    Setting(
      name: "receive-scaling",
      oid: "RECEIVE_SCALE_PARAMETERS",
      value:
        "HashInformation=NdisHashFunctionToeplitz | NDIS_HASH_IPV4, IndirectionTable=[0:0, 0:1, 0:0, 0:1], "
        + "HashSecretKey=6D5A56DA 255B0EC2 4167253D 43A38FB0 D0CA2BCB AE7B30B4 77CB2DA3 8030F20C 6A42B73B BEAC01FA",
      readBack: "NDIS_HASH_IPV4",
      hardware: "queues: 4",
      queues: "Indirection table, 4 "
    ),
  ]

  @Test(
    "a set is seen as flight, in the next query, and where the model says so as an event",
    arguments: settings
  )
  func session(_ setting: Setting) throws {
    let configuration = try StackFile.read(
      setting.hardware.isEmpty
        ? Self.text : Self.text.replacing("moderation: 200 us", with: setting.hardware),
      file: "settings",
      catalogue: DriverCatalogue.builtIn.components
    )
    for size in [Size(width: 160, height: 48), Size(width: 80, height: 24)] {
      let connection = try SteppedConnection(configuration, for: 100)
      var explorer = ScriptedExplorer(
        connection: connection,
        options: ExplorerOptions(charset: .braille, depth: .truecolor),
        size: size,
        patience: 300
      )
      var content = ""
      func press(_ keys: String) throws -> String {
        let canvas = try explorer.press(KeyScript(keys))
        content += ScreenGolden.section(keys, canvas, .color)
        return canvas.text
      }
      _ = try explorer.press(KeyScript("3 / \"\(setting.oid)\" enter"))
      let flight = try press("= \"\(setting.value)\" enter")
      #expect(flight.contains("SUCCESS"))
      #expect(flight.contains("tag"), "the clone's way")
      if !setting.readBack.isEmpty {
        let value = try press("enter")
        #expect(value.contains(setting.readBack))
      }
      let events = try press("6")
      // A narrow screen cuts long names.
      #expect(events.contains(setting.indication.prefix(20)))
      if !setting.queues.isEmpty { #expect(try press("4").contains(setting.queues)) }
      ScreenGolden.check(
        content,
        "set-\(setting.name)-\(size.width)x\(size.height)-color"
      )
    }
  }
}

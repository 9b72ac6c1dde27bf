import DataPath
import Kernel
public import NDIS

/// Makes an adapter a member of VLANs: takes 802.1Q tags off on the way up and puts them on on the way down.
///
/// On receive the tag is moved from the frame into the `Ieee8021Q` slot of the list, in place: the addresses move four
/// bytes on and the data starts four bytes later. When the list comes back the frame is made again byte for byte as it
/// was. On send the tag of the slot (in access mode: the VLAN of `id`) goes into the frame and the slot is emptied;
/// both are undone when the send completes. Data that is marked read-only or shared with another list is not written:
/// the frame then begins with a header of its own, in a descriptor in front of the data. Frames with the outer tag of 802.1ad are treated alike and keep their type.
///
/// Keywords: `mode` access or trunk, `id` the VLAN in access mode, `allowed` the VLANs in trunk mode (none: all),
/// `untagged` what becomes of frames without a tag. A tag with VLAN 0 only carries a priority and counts as no VLAN.
///
/// In access mode OID_GEN_VLAN_ID tells the VLAN and changes it; every other request goes on as a clone.
///
/// Handlers: send, send complete, receive, return, status, requests. A modifying filter of class custom.
///
/// What a person sees: the slot and the shorter frame above the module, the tagged frame below it, and drops
/// `VLANNotMember` with the list of VLANs and where it was set.
public final class VLANFilter: FilterSending, FilterSendCompleting, FilterReceiving,
  FilterReturning, FilterStatusReceiving, Reconfigurable
{
  /// What the driver declares.
  public static let component = ComponentDescription.filter(
    "vlan",
    displayName: "VLAN tagger",
    summary: "Strips 802.1Q tags of received frames and adds them to sent ones.",
    .modifying(.custom),
    keywords: [
      KeywordDescription(
        "mode",
        .choice(["access", "trunk"]),
        default: .choice("access"),
        "One VLAN for the whole adapter, or one per frame."
      ),
      KeywordDescription(
        "id",
        .integer(1...4_094),
        default: .integer(1),
        "The VLAN in access mode."
      ),
      KeywordDescription(
        "allowed",
        .list(.integer(1...4_094)),
        "The VLANs in trunk mode; all if absent."
      ),
      KeywordDescription(
        "untagged",
        .choice(["pass", "drop"]),
        default: .choice("drop"),
        "What becomes of frames that belong to no VLAN."
      ),
    ]
  )

  /// What was taken out of a list, to be put back when it comes home.
  struct Undo {
    /// Type and control information of the tag.
    var tag: [UInt8]
    /// The slot as it was.
    var slot: UInt64
    /// The frame begins in a descriptor of its own; else it was changed in place.
    var isReplaced = false
  }

  /// The module's name and settings.
  public private(set) var configuration: InstanceConfiguration
  private(set) var isTrunk = false
  var accessID: UInt16 = 1
  private(set) var allowed: Set<UInt16> = []
  private(set) var passesUntagged = false
  private weak var module: FilterModule?
  /// By list record; entries live from the hand-off up to the return.
  var received: [UnsafeMutableRawPointer: Undo] = [:]
  /// By list record; the tag itself is not kept.
  var sent: [UnsafeMutableRawPointer: Undo] = [:]
  var membershipCause: CauseID = .none
  var untaggedCause: CauseID = .none

  /// Reads the settings.
  public init(_ configuration: InstanceConfiguration) {
    self.configuration = configuration
    read()
  }

  /// Takes other values; the lists that are under way were changed by the ones before and are home by now.
  public func reconfigure(_ configuration: InstanceConfiguration) throws(DriverError) {
    self.configuration = configuration
    read()
    if let module { show(module) }
  }

  private func read() {
    let settings = configuration.settings
    isTrunk = settings.text("mode") == "trunk"
    accessID = UInt16(clamping: settings.integer("id") ?? 1)
    allowed = Set(
      settings.list("allowed").compactMap {
        if case .integer(let id) = $0.value { UInt16(exactly: id) } else { nil }
      }
    )
    passesUntagged = settings.text("untagged") == "pass"
  }

  /// `FilterAttach`.
  public func attach(_ module: FilterModule) throws(NDISStatus) {
    self.module = module
    show(module)
  }

  private func show(_ module: FilterModule) {
    module.settings = configuration.rows
    membershipCause = configuration.cause(isTrunk ? "allowed" : "id")
    untaggedCause = configuration.cause("untagged")
  }

  /// `FilterDetach`.
  public func detach(_ module: FilterModule) {}

  /// `FilterPause`.
  public func pause(_ module: FilterModule) -> Completion {
    module.pauseWhenHome()
  }

  /// `FilterRestart`.
  public func restart(_ module: FilterModule) -> Completion {
    .success
  }

  /// `FilterStatus`.
  public func status(_ indication: StatusIndication, on module: FilterModule) {
    module.indicate(indication)
  }

  /// True if frames of that VLAN may pass.
  func isMember(_ id: UInt16) -> Bool {
    isTrunk ? allowed.isEmpty || allowed.contains(id) : id == accessID
  }
}

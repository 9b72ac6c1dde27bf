import CNDIS

/// The revision in which NDIS passes a structure to a driver of a version, and how many of its bytes belong to it.
///
/// Source: network/overview-of-ndis-support-for-header-versions
struct CStructureView {
  let type: ObjectType
  /// Bytes by revision, revision 1 first.
  let sizes: [Int]
  /// The version that brought each revision.
  let versions: [NDISVersion]

  static let filterAttachParameters = CStructureView(
    type: .filterAttachParameters,
    sizes: [164, 176, 200, 224],
    versions: [.v6_0, .v6_1, .v6_20, .v6_30]
  )
  static let bindParameters = CStructureView(
    type: .bindParameters,
    sizes: [248, 256, 280, 312],
    versions: [.v6_0, .v6_1, .v6_20, .v6_30]
  )

  /// The header that a driver of this version finds.
  func header(for version: NDISVersion?) -> NDIS_OBJECT_HEADER {
    let revision = version.map { wanted in max(1, versions.count { $0 <= wanted }) } ?? sizes.count
    return NDIS_OBJECT_HEADER(
      Type: type.rawValue,
      Revision: UInt8(revision),
      Size: UInt16(sizes[revision - 1])
    )
  }
}

extension NDISVersion {
  /// A structure that NDIS passes to drivers of this version.
  public struct Parameters: Hashable, Sendable {
    /// Its documented name.
    public let name: String
    /// The revision they get.
    public let revision: UInt8
    /// Bytes of that revision.
    public let size: UInt16
  }

  /// The parameter structures whose revision depends on the version a driver registered.
  ///
  /// Source: network/overview-of-ndis-support-for-header-versions
  public var parameters: [Parameters] {
    let all: [(String, CStructureView)] = [
      ("NDIS_FILTER_ATTACH_PARAMETERS", .filterAttachParameters),
      ("NDIS_BIND_PARAMETERS", .bindParameters),
    ]
    return all.map { name, view in
      let header = view.header(for: self)
      return Parameters(name: name, revision: header.Revision, size: header.Size)
    }
  }
}

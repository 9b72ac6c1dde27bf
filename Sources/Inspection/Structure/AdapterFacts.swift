/// What is known of one adapter beyond its place in the tree; only made when a front looks at it.
public struct AdapterFacts: Equatable, Sendable {
  /// Whose facts they are.
  public var adapter: AdapterID
  /// In the order of the topics; a topic of which the adapter says nothing is absent.
  public var sections: [FactSection]
  /// The identifiers it supports, ascending; those NDIS answers are among them.
  public var identifiers: [ObjectIdentifierRow]
  /// Filter drivers that can be attached to it, by the names of their components.
  public var attachable: [String]
  /// Protocol drivers that can be bound to it.
  public var bindable: [String]

  /// Makes the value from its parts.
  public init(
    adapter: AdapterID,
    sections: [FactSection] = [],
    identifiers: [ObjectIdentifierRow] = [],
    attachable: [String] = [],
    bindable: [String] = []
  ) {
    self.adapter = adapter
    self.sections = sections
    self.identifiers = identifiers
    self.attachable = attachable
    self.bindable = bindable
  }
}

/// One object identifier (OID) that an adapter supports.
public struct ObjectIdentifierRow: Equatable, Sendable {
  /// The kinds of request an identifier allows.
  public struct Kinds: OptionSet, Equatable, Sendable {
    /// One bit for each kind.
    public let rawValue: UInt8

    /// Makes a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Asks for a value.
    public static let query = Kinds(rawValue: 1)
    /// Changes a value.
    public static let set = Kinds(rawValue: 2)
    /// Hands over a value and takes one back.
    public static let method = Kinds(rawValue: 4)
  }

  /// The number.
  public var number: UInt32
  /// The documented name; the number in hexadecimal if there is none.
  public var name: String
  /// What may be asked; empty if not known.
  public var kinds: Kinds
  /// What NDIS answers, so that no miniport sees it.
  public var ndisAnswers: Kinds
  /// A miniport has to implement some kind of it.
  public var isMandatory: Bool
  /// The form of its value (`u32`, `MAC address`, `NDIS_LINK_STATE`).
  public var form: String
  /// The documentation page.
  public var page: String

  /// Makes the value from its parts.
  public init(
    number: UInt32,
    name: String,
    kinds: Kinds,
    ndisAnswers: Kinds,
    isMandatory: Bool,
    form: String,
    page: String
  ) {
    self.number = number
    self.name = name
    self.kinds = kinds
    self.ndisAnswers = ndisAnswers
    self.isMandatory = isMandatory
    self.form = form
    self.page = page
  }
}

/// One thing that is to be otherwise in a fork of a stack.
///
/// A place is written as everywhere: an adapter, `adapter/filter`, or the name of a filter or protocol; of a filter that
/// stands on several adapters its name alone means it on all of them.
public enum WhatIfChange: Hashable, Sendable {
  /// Takes a filter out of the way.
  case bypass(place: String)
  /// Puts a filter directly above another one of its class.
  case above(place: String, other: String)
  /// Puts a filter directly below another one of its class.
  case below(place: String, other: String)
  /// Gives a keyword of an adapter, filter or protocol another value; an empty one takes it out.
  case set(place: String, keyword: String, value: String)
  /// Leads entries of an adapter's indirection table elsewhere; `edit` is as `TableEdit` reads it.
  case table(adapter: String, edit: String)

  /// The change in a line, as people read it.
  public var text: String {
    switch self {
    case .bypass(let place): "bypass \(place)"
    case .above(let place, let other): "\(place) above \(other)"
    case .below(let place, let other): "\(place) below \(other)"
    case .set(let place, let keyword, ""): "\(place) without \(keyword)"
    case .set(let place, let keyword, let value): "\(place) \(keyword) = \(value)"
    case .table(let adapter, let edit): "table of \(adapter): \(edit)"
    }
  }
}

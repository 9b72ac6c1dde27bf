import Inspection
import TUIKit

/// Who last wrote each byte of a packet: a letter and a colour for every writer.
struct ByteBlame: Equatable {
  /// One writer.
  struct Writer: Equatable {
    var party: PartyID
    /// Stands for it beside the bytes.
    var letter: String
    /// Bytes it wrote last.
    var count: Int
    /// The colour of what it is.
    var role: Role
  }

  /// In the order of the first byte of each.
  private(set) var writers: [Writer] = []
  private var places: [PartyID: Int] = [:]
  private let bytes: RecordedBytes

  /// Finds the writers of what is known of a packet.
  init(_ bytes: RecordedBytes, _ parties: PartyTable) {
    self.bytes = bytes
    for run in bytes.runs {
      for party in run.writers where party != 0 {
        if let place = places[party] {
          writers[place].count += 1
          continue
        }
        places[party] = writers.count
        writers.append(
          Writer(
            party: party,
            letter: Self.letter(writers.count),
            count: 1,
            role: parties[party].map { PartyMark($0.role).role } ?? .dim
          )
        )
      }
    }
  }

  /// The writer of the byte at a place from the data start; nil if it is not known.
  func writer(at offset: Int) -> Writer? {
    bytes.writer(at: offset).flatMap { places[$0] }.map { writers[$0] }
  }

  /// `a`…`z`, then `A`…`Z`; more writers than that share a sign.
  private static func letter(_ place: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return place < letters.count ? String(letters[place]) : "*"
  }
}

extension ByteBlame {
  /// Letter, name and number of bytes of every writer, as far as they fit.
  func legend(_ structure: StackStructure, width: Int) -> StyledText {
    var line = StyledText()
    for writer in writers {
      if line.width > 0 { line.append("   ") }
      line.append(writer.letter + " ", Style(writer.role, .bold))
      line = line + PartyMark.named(writer.party, in: structure)
      line.append(" \(Quantity.grouped(UInt64(writer.count)))", .dim)
    }
    return line.truncated(to: max(0, width))
  }
}

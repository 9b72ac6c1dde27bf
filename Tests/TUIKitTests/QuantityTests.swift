import Testing

@testable import TUIKit

@Suite("Quantity")
struct QuantityTests {
  @Test(
    "counts take at most five columns",
    arguments: [
      (0, "0"), (7, "7"), (212, "212"), (9999, "9999"), (10_000, "10.0k"), (12_345, "12.3k"),
      (99_949, "99.9k"), (99_950, "100k"), (640_000, "640k"), (999_499, "999k"),
      (999_500, "1.00M"), (1_200_000, "1.20M"), (1_420_000_000, "1.42G"), (.max, "18.4E"),
    ] as [(UInt64, String)]
  )
  func counts(value: UInt64, text: String) {
    #expect(Quantity.count(value).text == text)
  }

  @Test("no count is wider than five columns")
  func widths() {
    var value: UInt64 = 1
    while value < .max / 3 {
      for near in [value - 1, value, value + 1, value * 2 - 1] {
        #expect(Quantity.count(near).text.utf8.count <= 5, "\(near)")
      }
      value = value * 3 / 2 + 1
    }
  }

  @Test(
    "rates show one decimal when small",
    arguments: [
      (0, "0"), (0.01, "<0.1"), (0.5, "0.5"), (1, "1"), (2.25, "2.3"), (9.94, "9.9"), (9.96, "10"),
      (211.7, "212"), (1e6, "1.00M"), (1e30, "18.4E"), (.nan, "–"), (-1, "–"),
    ] as [(Double, String)]
  )
  func rates(value: Double, text: String) {
    #expect(Quantity.rate(value).text == text)
  }

  @Test(
    "durations choose their unit",
    arguments: [
      (0, "0 ns"), (410, "410 ns"), (2900, "2.9 µs"), (18_249, "18.2 µs"), (99_960, "100 µs"),
      (999_499, "999 µs"), (999_500, "1.0 ms"), (1_200_000, "1.2 ms"), (3_100_000_000, "3.1 s"),
      (59_940_000_000, "59.9 s"), (59_950_000_000, "1m 00s"), (125_000_000_000, "2m 05s"),
      (11_220_000_000_000, "3h 07m"),
    ] as [(UInt64, String)]
  )
  func durations(value: UInt64, text: String) {
    #expect(Quantity.duration(nanoseconds: value).text == text)
  }

  @Test(
    "bytes go by 1024",
    arguments: [
      (0, "0 B"), (98, "98 B"), (1023, "1023 B"), (1024, "1.00 KiB"), (1536, "1.50 KiB"),
      (1_048_575, "1.00 MiB"), (.max, "16.0 EiB"),
    ] as [(UInt64, String)]
  )
  func bytes(value: UInt64, text: String) {
    #expect(Quantity.bytes(value).text == text)
  }

  @Test("link speeds are whole when they can be")
  func bitRates() {
    #expect(Quantity.bitRate(25_000_000_000).text == "25 Gb/s")
    #expect(Quantity.bitRate(1_544_000).text == "1.54 Mb/s")
    #expect(Quantity.bitRate(0).text == "0 b/s")
  }

  @Test("long counts are grouped by thousands")
  func grouped() {
    #expect(Quantity.grouped(0) == "0")
    #expect(Quantity.grouped(1_020_113) == "1,020,113")
    #expect(Quantity.grouped(999) == "999")
  }

  @Test("units are dim, and so is a zero")
  func styles() {
    let bold = Style(.rx, .bold)
    #expect(Quantity.count(640_000).styled(bold).spans.map(\.style) == [bold, .dim])
    #expect(Quantity.count(0).styled(bold).spans.map(\.style) == [.dim])
  }
}

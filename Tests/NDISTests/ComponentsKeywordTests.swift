import Kernel
import NDIS
import Testing

@Suite("Keywords")
struct ComponentsKeywordTests {
  @Test(
    "a rate reads with decimal prefixes and is written with the largest exact one",
    arguments: [
      ("1 Gbit/s", 1_000_000_000, "1 Gbit/s"), ("2.5G", 2_500_000_000, "2.5 Gbit/s"),
      ("100Mbps", 100_000_000, "100 Mbit/s"), ("1500 bit/s", 1_500, "1.5 kbit/s"),
      ("1_000_001", 1_000_001, "1000001 bit/s"), ("0.064 Mbit/s", 64_000, "64 kbit/s"),
    ]
  )
  func rates(text: String, expected: UInt64, written: String) throws {
    let value = try KeywordType.bitRate().value(of: text)
    #expect(value == .rate(expected, .bits))
    #expect(value.description == written)
    #expect(try KeywordType.bitRate().value(of: written) == value)
  }

  @Test("packet rates take their own units", arguments: ["500/s", "500 packets/s", "0.5k pps"])
  func packetRates(text: String) throws {
    #expect(try KeywordType.packetRate().value(of: text) == .rate(500, .packets))
  }

  @Test(
    "a time needs its unit and is read exactly",
    arguments: [
      ("250us", 250_000, "250 us"), ("1.5 s", 1_500_000_000, "1.5 s"), ("0", 0, "0 ns"),
      ("1001 ns", 1_001, "1.001 us"), ("90 s", 90_000_000_000, "90 s"),
      ("2 min", 120_000_000_000, "2 min"),
    ]
  )
  func durations(text: String, expected: UInt64, written: String) throws {
    let value = try KeywordType.anyDuration.value(of: text)
    #expect(value == .duration(Nanoseconds(expected)))
    #expect(value.description == written)
    #expect(try KeywordType.anyDuration.value(of: written) == value)
  }

  @Test(
    "a percentage is exact to a ten-thousandth and reads back as it is written",
    arguments: [
      ("1 %", 10_000, "1 %"), ("0.5%", 5_000, "0.5 %"), ("100 %", 1_000_000, "100 %"),
      ("0.0001 %", 1, "0.0001 %"), ("0", 0, "0 %"), ("12.3400 %", 123_400, "12.34 %"),
    ]
  )
  func percentages(text: String, expected: UInt32, written: String) throws {
    let value = try KeywordType.percentage.value(of: text)
    #expect(value == .percentage(expected))
    #expect(value.description == written)
    #expect(try KeywordType.percentage.value(of: written) == value)
  }

  @Test(
    "what does not fit its type is refused",
    arguments: [
      (KeywordType.anyDuration, "5"), (.anyDuration, "0.5 ns"), (.anyDuration, "2 h"),
      (.anyDuration, "99999999999999999999 s"), (.bitRate(), "1 Gbit"), (.bitRate(), "-1"),
      (.bitRate(), "0"), (.bitRate(), "1.2.3M"), (.bitRate(), "1.M"), (.bitRate(), ""),
      (.packetRate(), "1 bit/s"), (.boolean, "True"), (.integer(1...4094), "0"),
      (.integer(1...4094), "4095"), (.integer(1...4094), "0x"), (.integer(1...4094), "1.5"),
      (.integer(1...4094), "999999999999999999999"), (.bytes(0...9), "5 packets"),
      (.hardwareAddress, "02-00-00-00-00"), (.hardwareAddress, "02-00-00-00-00-+1"),
      (.hardwareAddress, "2-0-0-0-0-1"), (.address(.host), "10.0.0.1/24"),
      (.address(.host), "10.0.0"), (.address(.prefix), "10.0.0.1/33"),
      (.address(.prefix), "::1/129"), (.address(.prefix), "::1/"), (.address(.prefix), "::1/+1"),
      (.address(.host), "10.0.0.1\0x"), (.path, ""), (.path, "a\0b"),
      (.percentage, "1"), (.percentage, "101 %"), (.percentage, "0.00001 %"),
      (.percentage, "-1 %"), (.percentage, "%"),
      (.choice(["fixed", "imix"]), "Fixed"),
    ]
  )
  func refused(type: KeywordType, text: String) {
    #expect(throws: KeywordProblem.self) { try type.value(of: text) }
  }

  @Test("whole numbers read in both bases with their unit")
  func integers() throws {
    #expect(try KeywordType.integer(-9...9).value(of: "-9") == .integer(-9))
    #expect(try KeywordType.integer(0...255).value(of: "0xfF") == .integer(255))
    #expect(try KeywordType.bytes(0...9_999).value(of: "1_500 bytes") == .integer(1_500))
  }

  @Test("addresses keep their bytes and are written in their shortest form")
  func addresses() throws {
    let mac = try KeywordType.hardwareAddress.value(of: "02:00:5e:00:00:0a")
    #expect(mac == .hardwareAddress([2, 0, 0x5E, 0, 0, 10]))
    #expect(mac.description == "02-00-5E-00-00-0A")
    let ip = try KeywordType.address(.prefix).value(of: "10.77.0.1/24")
    #expect(ip == ConfiguredAddress(bytes: [10, 77, 0, 1], prefixLength: 24).map { .address($0) })
    #expect(ip.description == "10.77.0.1/24")
    #expect(try KeywordType.address(.host).value(of: "FD00:0::1").description == "fd00::1")
  }

  @Test("lists read from words with commas between them")
  func lists() throws {
    let value = try KeywordType.list(.integer(1...4094), count: 1...2).value(of: "7, 9")
    #expect(value == .list([.init(.integer(7)), .init(.integer(9))]))
    #expect(value.description == "7, 9")
    #expect(throws: KeywordProblem.self) {
      try KeywordType.list(.integer(1...4094), count: 1...2).value(of: "7,8,9")
    }
  }

  @Test("a wrong word of a choice names the nearest right one")
  func nearestChoice() {
    let problem = #expect(throws: KeywordProblem.self) {
      try KeywordType.choice(["fixed", "imix", "flows"]).value(of: "fxed")
    }
    #expect(problem?.mend == "did you mean fixed? write one of fixed, imix, flows")
  }

  @Test(
    "the nearest name is found within a third of its letters",
    arguments: [
      ("generater", "generator"), ("captrue", "capture"), ("Wire", "wire"), ("wrie", "wire"),
      ("xyz", nil), ("", nil),
    ]
  )
  func nearest(written: String, expected: String?) {
    #expect(NearestName.of(written, among: ["wire", "generator", "capture"]) == expected)
  }

  @Test("settings keep order, replace by name and keep sources")
  func settings() {
    let place = ConfigurationSource.file(path: "a.yaml", line: 3, column: 5)
    var settings = KeywordSettings()
    settings.set("b", to: ConfiguredValue(.integer(1)))
    settings.set("a", to: ConfiguredValue(.boolean(true), source: place))
    settings.set("b", to: ConfiguredValue(.integer(2)))
    #expect(settings.all.map(\.name) == ["b", "a"])
    #expect(settings.integer("b") == 2)
    #expect(settings.boolean("b") == nil)
    #expect(settings.source("a") == place)
    #expect(settings.withoutSources.source("a") == .default)
  }
}

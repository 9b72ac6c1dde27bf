import Testing
import Wire

@Suite("Addresses")
struct AddressTests {
  @Test(
    "IPv6 text follows RFC 5952",
    arguments: [
      ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
      ("2001:0db8::0001", "2001:db8::1"),
      ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
      ("2001:DB8::", "2001:db8::"),
      ("::", "::"),
      ("0:0:0:0:0:0:0:1", "::1"),
      ("1:0:0:0:2:0:0:0", "1::2:0:0:0"),
      ("0:0:1:0:0:0:1:0", "0:0:1::1:0"),
      ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
      ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
      ("fe80::200:f8ff:fe21:67cf", "fe80::200:f8ff:fe21:67cf"),
    ]
  )
  func canonicalText(given: String, expected: String) {
    #expect(IPv6Address(given)?.description == expected)
  }

  @Test(
    "text that is no address is refused",
    arguments: [
      "", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::12345",
      "1:2:3:4:5:6:7:8::",
      ":1::", "1:", "g::", "::1.2.3.4:5", "::256.1.1.1", "fe80::1%eth0",
    ]
  )
  func refusedIPv6(text: String) {
    #expect(IPv6Address(text) == nil)
  }

  @Test("IPv4 text takes four plain decimal numbers and nothing else")
  func ipv4() {
    #expect(IPv4Address("192.0.2.255")?.rawValue == 0xC000_02FF)
    #expect(IPv4Address("192.0.2.255")?.description == "192.0.2.255")
    for text in [
      "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.-4", "1..3.4", "+1.2.3.4",
    ] {
      #expect(IPv4Address(text) == nil, "\(text)")
    }
  }

  @Test("station addresses round-trip and know their bits")
  func stations() throws {
    let address = try #require(MACAddress("02-00-5e-10-00-FF"))
    #expect(address.description == "02:00:5e:10:00:ff")
    #expect(address.isLocal)
    #expect(!address.isMulticast)
    #expect(MACAddress.broadcast.isMulticast)
    #expect(MACAddress("0200.5e10.00ff") == nil)
    #expect(MACAddress("02:00:5e:10:00") == nil)
    #expect(address.bytes == [2, 0, 0x5E, 0x10, 0, 0xFF])
  }

  @Test("groups map to the station addresses of RFC 1112 and RFC 2464")
  func groups() throws {
    #expect(try #require(IPv4Address("224.128.1.2")).multicastMAC == MACAddress(0x0100_5E00_0102))
    let solicited = try #require(IPv6Address("fe80::2aa:ff:fe28:9c5a")).solicitedNode
    #expect(solicited.description == "ff02::1:ff28:9c5a")
    #expect(solicited.multicastMAC.description == "33:33:ff:28:9c:5a")
  }

  @Test("a prefix contains what shares its first bits")
  func prefixes() throws {
    let narrow = try #require(IPPrefix("10.1.0.0/15"))
    #expect(narrow.contains(.v4(IPv4Address(10, 0, 255, 1))))
    #expect(!narrow.contains(.v4(IPv4Address(10, 2, 0, 1))))
    #expect(try #require(IPPrefix("0.0.0.0/0")).contains(.v4(.broadcast)))
    #expect(!(try #require(IPPrefix("::/0")).contains(.v4(.broadcast))))
    let wide = try #require(IPPrefix("2001:db8::/65"))
    #expect(wide.contains(.v6(try #require(IPv6Address("2001:db8::7fff:0:0:1")))))
    #expect(!wide.contains(.v6(try #require(IPv6Address("2001:db8::8000:0:0:1")))))
    #expect(IPPrefix("10.0.0.0/33") == nil)
    #expect(IPPrefix("10.0.0.0/+8") == nil)
    #expect(IPPrefix("10.0.0.0/") == nil)
  }
}

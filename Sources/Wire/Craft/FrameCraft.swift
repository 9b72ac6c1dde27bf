/// Makes frames from text: `eth(dst=02-00-00-00-00-01)/ipv4(src=10.0.0.1,dst=10.0.0.2)/udp(dport=53)/payload("hello")`.
///
/// Layers stand from the outside in. Types, lengths and checksums follow from what is inside unless they are given, so
/// that wrong ones can be made on purpose; everything else has a default. Nothing is padded.
///
///     eth      dst src type                      vlan    id pcp dei tpid type
///     ipv4     src dst ttl tos id df mf offset proto len sum version ihl options
///     ipv6     src dst hop tc flow next len version
///     arp      op (request, reply, number) sha spa tha tpa htype ptype
///     udp      sport dport len sum               tcp     sport dport seq ack flags window sum urgent offset options
///     icmp     type code id seq sum              icmpv6  the same
///     payload  hex digits, "text", or size= with byte=
public enum FrameCraft {
  /// Bytes of the longest frame.
  public static let longest = 65_535

  /// Makes the frame.
  ///
  /// - Throws: what is wrong with the text, with its column.
  public static func bytes(of text: String) throws(CraftError) -> [UInt8] {
    var parser = CraftParser(text)
    let layers = try parser.layers()
    var writer = CraftWriter(layers)
    let bytes = try writer.write()
    guard bytes.count <= longest else {
      throw CraftError(
        column: 1,
        problem: "the frame has \(bytes.count) bytes",
        mend: "make it \(longest) at most"
      )
    }
    return bytes
  }
}

import Testing

@testable import Kernel

@Suite("The memory arena")
struct MemoryArenaTests {
  @Test("pieces are zeroed, aligned to 64, and apart from each other")
  func pieces() throws {
    let arena = try MemoryArena(capacity: 1 << 16)
    var last: UnsafeMutableRawPointer?
    for bytes in [1, 64, 65, 0, 200] {
      let piece = try arena.allocate(bytes: bytes)
      #expect(Int(bitPattern: piece) % 64 == 0)
      if let last { #expect(piece > last) }
      for offset in 0..<bytes { #expect(piece.load(fromByteOffset: offset, as: UInt8.self) == 0) }
      if bytes > 0 { piece.initializeMemory(as: UInt8.self, repeating: 0xFF, count: bytes) }
      last = piece
    }
    #expect(arena.usedBytes == 64 + 64 + 128 + 64 + 256)
  }

  @Test("an arena hands out all it has, then refuses and says how much is left")
  func full() throws {
    let arena = try MemoryArena(capacity: 4096)
    #expect(arena.capacity >= 4096)
    _ = try arena.allocate(bytes: arena.capacity - 64)
    #expect(throws: MemoryError.arenaFull(requested: 65, free: 64)) {
      try arena.allocate(bytes: 65)
    }
    _ = try arena.allocate(bytes: 64)
    #expect(throws: MemoryError.arenaFull(requested: 1, free: 0)) { try arena.allocate(bytes: 1) }
  }

  @Test("sizes that cannot be are refused", arguments: [0, -1, Int.max])
  func badCapacity(_ capacity: Int) {
    #expect(throws: MemoryError.self) { try MemoryArena(capacity: capacity) }
  }

  @Test("counts that do not fit an integer are refused")
  func overflow() throws {
    let arena = try MemoryArena(capacity: 4096)
    #expect(throws: MemoryError.invalidSize(.max)) {
      try arena.allocate(UInt64.self, count: .max)
    }
    #expect(throws: MemoryError.invalidSize(-1)) { try arena.allocate(UInt64.self, count: -1) }
    #expect(throws: MemoryError.invalidSize(-1)) { try arena.allocate(bytes: -1) }
  }

  @Test("64 GB cost nothing until they are touched")
  func untouched() throws {
    let arena = try MemoryArena(capacity: 64 << 30)
    let piece = try arena.allocate(UInt64.self, count: 1 << 30)
    piece[1 << 29] = 7
    #expect(piece[1 << 29] == 7)
  }
}

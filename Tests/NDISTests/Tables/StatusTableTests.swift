import Testing

@testable import NDIS

@Suite("Status tables")
struct StatusTableTests {
  @Test(
    "a status has its documented number and name",
    arguments: [
      (NDISStatus.success, 0, "NDIS_STATUS_SUCCESS"),
      (.pending, 0x103, "NDIS_STATUS_PENDING"),
      (.notAccepted, 0x10003, "NDIS_STATUS_NOT_ACCEPTED"),
      (.indicationRequired, 0x4023_0001, "NDIS_STATUS_INDICATION_REQUIRED"),
      (.resources, 0xC000_009A, "NDIS_STATUS_RESOURCES"),
      (.notSupported, 0xC000_00BB, "NDIS_STATUS_NOT_SUPPORTED"),
      (.badVersion, 0xC001_0004, "NDIS_STATUS_BAD_VERSION"),
      (.multicastFull, 0xC001_0009, "NDIS_STATUS_MULTICAST_FULL"),
      (.requestAborted, 0xC001_000C, "NDIS_STATUS_REQUEST_ABORTED"),
      (.resetInProgress, 0xC001_000D, "NDIS_STATUS_RESET_IN_PROGRESS"),
      (.invalidLength, 0xC001_0014, "NDIS_STATUS_INVALID_LENGTH"),
      (.bufferTooShort, 0xC001_0016, "NDIS_STATUS_BUFFER_TOO_SHORT"),
      (.fileNotFound, 0xC001_001B, "NDIS_STATUS_FILE_NOT_FOUND"),
      (.sendAborted, 0xC023_000C, "NDIS_STATUS_SEND_ABORTED"),
      (.mediaDisconnected, 0xC023_001F, "NDIS_STATUS_MEDIA_DISCONNECTED"),
      (.paused, 0xC023_002A, "NDIS_STATUS_PAUSED"),
      (.lowPowerState, 0xC023_002F, "NDIS_STATUS_LOW_POWER_STATE"),
      (.pmWolPatternListFull, 0xC023_2003, "NDIS_STATUS_PM_WOL_PATTERN_LIST_FULL"),
    ] as [(NDISStatus, UInt32, String)]
  )
  func status(_ status: NDISStatus, _ number: UInt32, _ symbol: String) {
    #expect(status.number == number)
    #expect(status.symbol == symbol)
    #expect(NDISStatus(symbol: symbol) == status)
    #expect(NDISStatus(rawValue: Int32(bitPattern: number)) == status)
  }

  @Test("numbers and names of statuses and indications are unique")
  func unique() {
    #expect(Set(NDISStatus.all.map(\.status)).count == NDISStatus.all.count)
    #expect(Set(NDISStatus.all.map(\.symbol)).count == NDISStatus.all.count)
    #expect(Set(StatusCode.all.map(\.code)).count == StatusCode.all.count)
    #expect(Set(StatusCode.all.map(\.symbol)).count == StatusCode.all.count)
    #expect(NDISStatus.all.map(\.status.number) == NDISStatus.all.map(\.status.number).sorted())
  }

  @Test("only success and its announced form count as success")
  func success() {
    #expect(NDISStatus.all.map(\.status).filter(\.isSuccess) == [.success, .indicationRequired])
  }

  @Test("a number without a name is shown as a number")
  func unknown() {
    #expect(NDISStatus(0xC0FF_EE01).symbol == "0xC0FFEE01")
    #expect(StatusCode(rawValue: 0x12).symbol == "0x00000012")
    #expect(NDISStatus(symbol: "NDIS_STATUS_NONSENSE") == nil)
  }

  @Test("indications have their documented numbers")
  func indications() {
    #expect(StatusCode.linkState.rawValue == 0x4001_0017)
    #expect(StatusCode.resetStart.rawValue == 0x4001_0004)
    #expect(StatusCode.packetFilter.rawValue == 0x4001_0024)
    #expect(StatusCode.pmWakeReason.rawValue == 0x4003_0055)
    #expect(StatusCode(symbol: "NDIS_STATUS_OPER_STATUS") == .operStatus)
    #expect(StatusCode.all.map(\.code).filter(\.isLegacy).count == 3)
  }
}

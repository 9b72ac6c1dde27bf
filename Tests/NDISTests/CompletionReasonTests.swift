import Kernel
import Testing

@testable import NDIS

@Suite("Drop reasons of drivers in C")
struct CompletionReasonTests {
  @Test("the status a driver completes with names the reason, and where it names none that is said")
  func statuses() {
    func reason(_ status: NDISStatus) -> DropReason { DropReason(completedWith: status.rawValue) }
    #expect(reason(.resetInProgress) == .resetInProgress)
    #expect(reason(.sendAborted) == .sendAborted)
    #expect(reason(.invalidLength) == .invalidLength)
    #expect(reason(.mediaDisconnected) == .mediaDisconnected)
    #expect(reason(.resources) == .noResources)
    #expect(reason(.paused) == .paused)
    #expect(reason(.failure) == .driverGaveNoReason)
  }
}

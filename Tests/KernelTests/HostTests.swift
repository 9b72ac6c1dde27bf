import Glibc
import Testing

@testable import Kernel

@Suite("Host threads and mailboxes")
struct HostTests {
  @Test("items arrive in the order they were sent, all of them, from any thread")
  func mailbox() throws {
    let mailbox = try Mailbox<Int>()
    let answers = try Mailbox<[Int]>()
    try HostThread.start(named: "taker") {
      var taken: [Int] = []
      while taken.count < 10_000 { taken += mailbox.wait() }
      answers.send(taken)
    }
    for number in 0..<10_000 { mailbox.send(number) }
    let answer = answers.wait(timeout: .seconds(60))
    #expect(answer == [Array(0..<10_000)])
  }

  @Test("no use of a guarded value is lost between threads, and a throw gives it back")
  func guarded() throws {
    final class Shared: Sendable { let numbers = Guarded<[Int]>([]) }
    struct Refusal: Error {}
    let shared = Shared()
    let ended = try Mailbox<Int>()
    for thread in 0..<4 {
      try HostThread.start(named: "adder") {
        for number in 0..<1_000 { shared.numbers.withLock { $0.append(thread * 1_000 + number) } }
        ended.send(thread)
      }
    }
    var threads: [Int] = []
    while threads.count < 4 { threads += ended.wait(timeout: .seconds(60)) }
    #expect(throws: Refusal.self) { try shared.numbers.withLock { _ in throw Refusal() } }
    #expect(shared.numbers.withLock { $0.sorted() } == Array(0..<4_000))
  }

  @Test("a descriptor is readable exactly while items wait")
  func descriptor() throws {
    let mailbox = try Mailbox<String>()
    let other = try Mailbox<String>()
    let both = [other.descriptor, mailbox.descriptor]
    #expect(HostWait.readable(both, timeout: .zero) == 0)
    mailbox.send("a")
    mailbox.send("b")
    #expect(HostWait.readable(both, timeout: nil) == 0b10)
    #expect(mailbox.takeAll() == ["a", "b"])
    #expect(HostWait.readable(both, timeout: .zero) == 0)
    #expect(mailbox.takeAll().isEmpty)
    #expect(mailbox.wait(timeout: .microseconds(1)).isEmpty)
  }

  @Test("a thread has asynchronous signals blocked, faults open, and a stack for their handlers")
  func thread() throws {
    struct Facts: Sendable {
      var blocked: [Int32] = []
      var alternateBytes = 0
      var isEnabled = false
    }
    let answers = try Mailbox<Facts>()
    try HostThread.start(named: "a name longer than fifteen bytes") {
      var facts = Facts()
      var mask = sigset_t()
      pthread_sigmask(SIG_BLOCK, nil, &mask)
      facts.blocked = (1..<32).filter { sigismember(&mask, Int32($0)) == 1 }.map { Int32($0) }
      var stack = stack_t()
      sigaltstack(nil, &stack)
      facts.alternateBytes = stack.ss_size
      facts.isEnabled = stack.ss_flags & Int32(SS_DISABLE) == 0
      answers.send(facts)
    }
    let facts = try #require(answers.wait(timeout: .seconds(60)).first)
    let asynchronous = [
      SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD, SIGTSTP,
      SIGWINCH,
    ]
    #expect(asynchronous.allSatisfy(facts.blocked.contains))
    for fault in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] {
      #expect(!facts.blocked.contains(fault))
    }
    #expect(facts.isEnabled)
    #expect(facts.alternateBytes >= 64 << 10)
  }

  @Test("a thread's processor time grows with what it does")
  func processorTime() {
    let before = HostThread.processorTime
    var sum: UInt64 = 0
    while HostThread.processorTime == before { sum &+= 1 }
    #expect(HostThread.processorTime > before)
  }
}

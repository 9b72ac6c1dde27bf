import CLinux

/// Threads of the host; a fault in one finds an alternate stack, and no asynchronous signal lands there.
public enum HostThread {
  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
      self.run = run
    }
  }

  /// Starts a thread that ends when `body` returns.
  ///
  /// `name`: what the host shows, its first 15 bytes.
  public static func start(
    named name: String,
    _ body: @escaping @Sendable () -> Void
  ) throws(HostError) {
    let context = Unmanaged.passRetained(Body(body)).toOpaque()
    let code = nd_host_thread(name, threadMain, context)
    guard code == 0 else {
      Unmanaged<Body>.fromOpaque(context).release()
      throw HostError(call: "pthread_create", code: code)
    }
  }

  private static let threadMain: @convention(c) (UnsafeMutableRawPointer?) -> Void = { context in
    guard let context else { return }
    Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
  }

  /// CPU time the calling thread has used.
  public static var processorTime: Nanoseconds { Nanoseconds(nd_host_thread_cpu()) }
}

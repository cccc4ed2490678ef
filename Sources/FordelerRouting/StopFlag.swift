import Synchronization

/// A flag that any thread (or a signal handler) can set to stop a search.
public final class StopFlag: Sendable {
    private let raised = Atomic<Bool>(false)

    /// Makes a flag that is not set.
    public init() {}

    /// Asks the search to stop; safe from any thread and from signal handlers.
    public func stop() { raised.store(true, ordering: .relaxed) }

    /// Whether somebody asked to stop.
    public var isStopped: Bool { raised.load(ordering: .relaxed) }
}

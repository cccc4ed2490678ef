import FordelerMIP

/// The clock of one solve: a time limit and a cancel flag, asked together.
struct Deadline {
    private let begin = ContinuousClock.now
    /// Seconds allowed; `nil` is no limit.
    let limit: Double?
    private let cancel: CancelFlag?

    private let shouldStop: (() -> Bool)?

    init(_ options: PlacementOptions) {
        limit = options.timeLimit
        cancel = options.cancel
        shouldStop = options.shouldStop
    }

    /// Seconds since the start.
    var elapsed: Double {
        let used = begin.duration(to: .now).components
        return Double(used.seconds) + 1e-18 * Double(used.attoseconds)
    }

    /// Seconds left; `nil` is no limit.
    var remaining: Double? { limit.map { max(0, $0 - elapsed) } }

    /// Whether to stop now.
    var isOver: Bool { cancel?.isCancelled == true || shouldStop?() == true || (remaining.map { $0 <= 0 } ?? false) }
}

/// What a part of a route takes at least, from the first begin of service to the last end of service, and when it may
/// begin to take no more.
///
/// Two parts that can be driven one behind the other in time join in constant time (Vidal et al., Computers & Operations
/// Research 40, 2013, doi:10.1016/j.cor.2012.07.018, without time warp): waiting between them is driven away by a later
/// begin, as far as the first part allows.
struct DurationSegment: BitwiseCopyable, Equatable {
    /// Least time from begin to end.
    var duration: Int32
    /// First and last begin with that duration.
    var earliest: Int32, latest: Int32

    /// One visit.
    @inline(__always)
    init(_ node: NodeRecord) {
        duration = node.service
        earliest = node.earliest
        latest = node.latest
    }

    /// A departure or an arrival, between two times.
    @inline(__always)
    init(earliest: Int32, latest: Int32) {
        duration = 0
        self.earliest = earliest
        self.latest = latest
    }

    /// This part and another some travel behind it, which it must reach in time.
    @inline(__always)
    func joined(_ next: DurationSegment, travel: Int32) -> DurationSegment {
        let offset = duration &+ travel
        let wait = max(0, next.earliest &- offset &- latest)
        var whole = self
        whole.duration = offset &+ next.duration &+ wait
        whole.earliest = max(next.earliest &- offset, earliest) &- wait
        whole.latest = min(next.latest &- offset, latest)
        return whole
    }
}

/// The parts of a route up to a position and from it on, the position in both.
struct DurationSlot: BitwiseCopyable {
    var upTo: DurationSegment, from: DurationSegment
}

/// How often each job was missing from a step's result: the measure of how hard it is to place.
///
/// The absence counters of Christiaens and Vanden Berghe (2020). Where some jobs must find places, a step is kept when
/// those it misses were missed less often in all, so that jobs which are hard to place push easier ones aside until all
/// are placed. Counts are never taken back: what one attempt learns serves the next.
final class Absences {
    private let counts: Buffer<Int32>

    init(_ instance: RoutingInstance) { counts = Buffer(instance.jobCount, 1) }

    subscript(job: Int) -> Int { Int(counts[job]) }

    /// Sum over the jobs missing now; 0 when none is. O(jobs left out).
    func sum(_ work: SearchWorkspace) -> Int {
        let state = work.state
        var sum = 0
        for index in 0..<state.unassignedCount where work.isMissing(Int(state.unassigned[index])) {
            sum &+= Int(counts[state.unassigned[index]])
        }
        return sum
    }

    /// Counts the jobs missing now.
    func count(_ work: SearchWorkspace) {
        let state = work.state
        for index in 0..<state.unassignedCount where work.isMissing(Int(state.unassigned[index])) {
            counts[state.unassigned[index]] &+= 1
        }
    }
}

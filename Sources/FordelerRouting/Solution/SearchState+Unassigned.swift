/// Two places of the list of jobs that traded: a job was left out, or is no longer.
struct ListMove: BitwiseCopyable {
    var from: Int32, to: Int32
    var isAddition: Bool
}

/// Jobs left out: the first of a list of all jobs, in which two trade places when one is left out or no longer.
extension SearchState {
    /// Whether a job is left out.
    @inline(__always)
    func isUnassigned(_ job: Int) -> Bool { Int(unassignedPlace[job]) < unassignedCount }

    /// Nearby visits to look at, so that some forty are served where jobs that are left out lie among them.
    @inline(__always)
    var nearbyServed: Int {
        if unassignedCount == 0 { return min(instance.nearbyCount, 40) }
        return min(
            instance.nearbyCount, max(40, 40 &* instance.jobCount / max(1, instance.jobCount &- unassignedCount)))
    }

    /// How much jobs that are left out matter: 0 where all are served, 1 where half are left out or more.
    @inline(__always)
    var leftOutWeight: Double {
        unassignedCount == 0 ? 0 : min(1, 2 * Double(unassignedCount) / Double(instance.jobCount))
    }

    /// A random visit that is served, where each job has one; some job must be.
    @inline(__always)
    func servedVisit(_ random: inout SearchRandom) -> Int {
        let place = unassignedCount &+ random.below(instance.jobCount &- unassignedCount)
        return Int(instance.jobs.base[Int(unassigned.base[place])].firstNode)
    }

    func addUnassigned(_ job: Int) {
        assert(!isUnassigned(job))
        let place = Int(unassignedPlace[job])
        note(ListMove(from: Int32(place), to: Int32(unassignedCount), isAddition: true))
        trade(place, unassignedCount)
        unassignedCount += 1
        unassignedCost += instance.jobs[job].unassignedScalar
    }

    func removeUnassigned(_ job: Int) {
        let place = Int(unassignedPlace[job])
        assert(place < unassignedCount)
        unassignedCount -= 1
        note(ListMove(from: Int32(place), to: Int32(unassignedCount), isAddition: false))
        trade(place, unassignedCount)
        unassignedCost -= instance.jobs[job].unassignedScalar
        if unassignedCount == 0 { unassignedCost = 0 }
    }

    @inline(__always)
    private func trade(_ a: Int, _ b: Int) {
        let (first, second) = (unassigned[a], unassigned[b])
        unassigned[a] = second
        unassigned[b] = first
        unassignedPlace[second] = Int32(a)
        unassignedPlace[first] = Int32(b)
    }

    private func note(_ move: ListMove) {
        assert(moveCount < moves.count)
        if moveCount == moves.count { return }
        moves[moveCount] = move
        moveCount += 1
    }

    /// Takes back what the step did to the list.
    func undoMoves() {
        while moveCount > 0 {
            moveCount -= 1
            let move = moves[moveCount]
            trade(Int(move.from), Int(move.to))
            if move.isAddition { continue }
            // Left out again.
            let job = Int(unassigned[move.from])
            let first = instance.jobs[job].firstNode
            routeOf[first] = -1
            if instance.jobs[job].isShipment { routeOf[first + 1] = -1 }
        }
    }
}

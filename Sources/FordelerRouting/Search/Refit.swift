/// Lets whole routes change vehicles: a changed route tries an empty vehicle of another class, or trades places
/// with another route. This is how a mixed fleet, several depots and vehicle-days are chosen: the visits stay
/// together and only who drives them (when, from where, at which price) changes. O(length) a try.
struct Refit {
    /// Tries for each changed route.
    var tries = 2

    func callAsFunction(_ work: SearchWorkspace, random: inout SearchRandom) {
        let state = work.state
        let instance = state.instance
        guard instance.classCount > 1 else { return }
        // Routes touched by this step so far; those touched here are not tried again.
        let count = state.touchedCount
        for index in 0..<count {
            for _ in 0..<tries {
                let route = Int(state.touched[index])
                if state.meta[route].count <= 2 || instance.vehicles[route].lockedCount > 0 { break }
                var other = state.emptyVehicle(ofClass: random.below(instance.classCount))
                if other < 0 || random.unit() < 0.3 { other = random.below(instance.vehicleCount) }
                trade(route, other, work)
            }
        }
    }

    /// Trades the contents of two routes of different classes when both together become cheaper.
    private func trade(_ a: Int, _ b: Int, _ work: SearchWorkspace) {
        let state = work.state
        let instance = state.instance
        let (first, second) = (instance.vehicles[a], instance.vehicles[b])
        if first.classIndex == second.classIndex || second.lockedCount > 0 { return }
        let before = state.meta[a].cost + state.meta[b].cost
        let moved = cost(of: a, drivenBy: b, work)
        if moved >= before { return }
        let returned = state.meta[b].count <= 2 ? 0 : cost(of: b, drivenBy: a, work)
        if moved + returned >= before - 1e-7 { return }
        state.exchange(a, b)
    }

    private func cost(of route: Int, drivenBy vehicle: Int, _ work: SearchWorkspace) -> Double {
        let state = work.state
        let count = Int(state.meta[route].count)
        for position in 0..<count {
            state.walker.sequence[position] = state.slots[route &* state.stride &+ position].node
        }
        state.walker.sequence[0] = state.instance.vehicles[vehicle].startNode
        state.walker.sequence[count - 1] = state.instance.vehicles[vehicle].endNode
        return state.walker.cost(count: count, vehicle: vehicle)
    }
}

/// Finds a smallest set of wishes of a ladder problem that cannot hold together: each wish is dropped in turn and stays
/// dropped while the rest still conflicts (a deletion filter). Every trial is a solve that ends at its first plan.
struct LadderConflictFinder {
    private let problem: LadderProblem
    private let options: PlacementOptions
    private let deadline: Deadline

    init(_ problem: LadderProblem, _ options: PlacementOptions, _ deadline: Deadline) {
        self.problem = problem
        self.options = options
        self.deadline = deadline
    }

    /// The conflict; with every wish that time did not allow to try.
    func smallest() -> [PlacementConflict] {
        var kept = wishes
        for wish in wishes where !deadline.isOver {
            let fewer = kept.filter { $0 != wish }
            if isImpossible(fewer) { kept = fewer }
        }
        return kept
    }

    private var wishes: [PlacementConflict] {
        var all: [PlacementConflict] = []
        for promise in problem.classes {
            if promise.target > 0 { all.append(.fromDepots(className: promise.id, share: promise.target)) }
            all.append(.responseLimit(className: promise.id, limit: promise.travelLimit))
        }
        return all + [.room, .mostUnits]
    }

    private func isImpossible(_ wishes: [PlacementConflict]) -> Bool {
        var relaxed = problem
        for c in relaxed.classes.indices {
            let (name, limit) = (problem.classes[c].id, problem.classes[c].travelLimit)
            if !wishes.contains(.fromDepots(className: name, share: problem.classes[c].target)) {
                relaxed.classes[c].target = 0
            }
            if !wishes.contains(.responseLimit(className: name, limit: limit)) { relaxed.classes[c].travelLimit = 1e12 }
        }
        if !wishes.contains(.room) { for t in relaxed.types.indices { relaxed.types[t].space = 0 } }
        if !wishes.contains(.mostUnits) {
            for t in relaxed.types.indices { relaxed.types[t].mostUnits = max(40, relaxed.types[t].mostUnits) }
        }
        var trial = options
        trial.timeLimit = deadline.remaining.map { max(0.2, $0) } ?? 10
        trial.relativeGap = 0.99
        trial.progress = nil
        let core = LadderCore(relaxed)
        var tree = LadderTree(core, trial, Deadline(trial))
        tree.begin()
        if tree.plan == nil && !tree.isProven { tree.search() }
        return tree.isProven && tree.plan == nil
    }
}

import FordelerModel
import FordelerRoutingProblem

/// Lateness and waiting of an order as the engine's steps, rates, day costs and price of leaving out.
///
/// Amounts count from what no plan can avoid (`earliestEnd`): an order overdue by weeks adds no constant to the
/// scalar that guides moves, where it would cost precision.
struct LatenessPrices {
    /// No visit ends before this instant.
    let earliestEnd: Int
    /// When and on which day an order left out counts as served.
    let unservedEnd: Int
    let unservedDay: Int
    /// Days from the plan's first day of each day index.
    let dayNumbers: [Int]

    /// Price of waiting for each day index, in thousandths of an øre.
    func dayCosts(_ deadline: OrderDeadline) -> [Int] {
        if deadline.due == nil { return [] }
        return dayNumbers.map { deadline.waitingPrice(servedOnDay: $0) * HorizonCompiler.moneyScale }
    }

    /// Breach and started days of tardiness, by rising instant.
    func steps(_ deadline: OrderDeadline) -> [LatenessStep] {
        guard let due = deadline.due else { return [] }
        var steps: [LatenessStep] = []
        if !deadline.overdueAtStart, due >= earliestEnd {
            steps.append(
                LatenessStep(after: due, cost: AimCost(aim: AimWeights.breaches(deadline.priority), amount: 1)))
        }
        if deadline.priority != .acute {
            let cost = AimCost(aim: AimWeights.tardiness(deadline.priority), amount: 1)
            steps += deadline.tardinessSteps.filter { $0 >= earliestEnd }.map { LatenessStep(after: $0, cost: cost) }
        }
        return steps
    }

    /// Acute tardiness by the second.
    func rates(_ deadline: OrderDeadline) -> [LatenessRate] {
        guard deadline.priority == .acute, let due = deadline.due else { return [] }
        let cost = AimCost(aim: AimWeights.tardiness(.acute), amount: 1)
        return [LatenessRate(after: max(due, earliestEnd), cost: cost)]
    }

    /// What leaving the order out costs.
    func unassigned(_ deadline: OrderDeadline) -> [AimCost] {
        var costs: [AimCost] = []
        func add(_ aim: Int, _ amount: Int) {
            if amount > 0 { costs.append(AimCost(aim: aim, amount: amount)) }
        }
        let breach =
            (deadline.isBreach(endingAt: unservedEnd) ? 1 : 0) - (deadline.isBreach(endingAt: earliestEnd) ? 1 : 0)
        add(AimWeights.breaches(deadline.priority), breach)
        add(
            AimWeights.tardiness(deadline.priority),
            deadline.tardiness(endingAt: unservedEnd) - deadline.tardiness(endingAt: earliestEnd))
        add(AimWeights.cost, deadline.waitingPrice(servedOnDay: unservedDay) * HorizonCompiler.moneyScale)
        return costs
    }
}

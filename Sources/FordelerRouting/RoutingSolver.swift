import FordelerRoutingProblem

/// What a search returns.
public struct RoutingResult: Sendable {
    /// Why it stopped.
    public enum Status: String, Sendable {
        case timeLimit = "time_limit"
        case stepLimit = "step_limit"
        case noImprovement = "no_improvement"
        case cancelled
        /// Nothing was left to improve (no jobs, or no vehicles).
        case trivial
    }
    /// The best solution found.
    public var solution: RoutingSolution
    /// Why the search stopped.
    public var status: Status
    /// Steps over all islands.
    public var steps: Int
    /// Move and insertion evaluations over all islands.
    public var evaluations: Int
    /// Wall seconds.
    public var seconds: Double
}

/// Improves routes for a problem until a limit is reached.
public struct RoutingSolver: Sendable {
    /// The problem.
    public let problem: RoutingProblem

    /// Makes a solver; throws every defect of the problem at once.
    public init(_ problem: RoutingProblem) throws(RoutingProblemErrors) {
        let issues = problem.validate()
        if !issues.isEmpty { throw RoutingProblemErrors(issues: issues) }
        self.problem = problem
    }

    /// Searches until a limit of `options` is reached, and returns the best solution.
    public func solve(_ options: SolverOptions = SolverOptions()) -> RoutingResult {
        let began = ContinuousClock.now
        func seconds() -> Double {
            let duration = ContinuousClock.now - began
            return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
        }
        let order = JobOrder(problem)
        let instance = RoutingInstance(order.arrange(problem))
        if problem.jobs.isEmpty || problem.vehicles.isEmpty {
            var nothing = RouteSet.none(instance)
            nothing.unassigned = problem.jobs.indices.map(Int32.init)
            return RoutingResult(
                solution: order.restore(nothing.solution(instance)), status: .trivial, steps: 0, evaluations: 0,
                seconds: seconds())
        }
        var options = options
        options.initial = options.initial.map(order.arrange)
        let driver = SearchDriver(instance, options: options, began: began)
        let (best, status) = driver.run()
        return RoutingResult(
            solution: order.restore(best.solution(instance)), status: status, steps: driver.steps,
            evaluations: driver.evaluations,
            seconds: seconds())
    }
}

/// Every defect of a problem, thrown together.
public struct RoutingProblemErrors: Error, Sendable, CustomStringConvertible {
    /// The defects, at least one.
    public var issues: [RoutingProblemIssue]
    /// Every defect, one a line.
    public var description: String { issues.map(\.description).joined(separator: "\n") }
}

/// The result of a solve.
public struct MIPSolution: Sendable {
    /// Why the solve ended.
    public enum Termination: String, Sendable, Codable {
        /// Proven optimal, within the gap asked for.
        case optimal
        /// Proven that nothing satisfies the model.
        case infeasible
        /// The relaxation can improve without end.
        case unbounded
        case timeLimit = "time-limit"
        case nodeLimit = "node-limit"
        case iterationLimit = "iteration-limit"
        case cancelled
    }

    /// Why the solve ended.
    public var termination: Termination
    /// Values of the variables of the best solution; `nil` when none was found.
    public var values: [Double]?
    /// Objective of ``values``.
    public var objective: Double?
    /// Proven bound on every solution's objective: from below when minimising.
    public var bound: Double?
    /// Nodes of the search; 0 for a linear program.
    public var nodes: Int
    /// Iterations of the simplex method, all nodes together.
    public var iterations: Int
    /// Lazy rows added.
    public var lazyRows: Int
    /// Variables fixed by reduced cost before the search.
    public var fixedVariables: Int
    /// Dual value of each constraint in the linear program (the root's for integer models).
    public var constraintDuals: [Double]
    /// Reduced cost of each variable in the same linear program.
    public var reducedCosts: [Double]
    /// Basis of the same linear program. It fits a re-solve when no lazy row is in it.
    public var basis: LinearBasis?

    /// |objective − bound| / |objective|; `nil` when one of them is missing.
    public var gap: Double? {
        guard let objective, let bound else { return nil }
        let difference = abs(objective - bound)
        return difference < 1e-9 ? 0 : difference / max(abs(objective), 1e-9)
    }
}

/// Why a model could not be solved. Everything wrong with a model is listed at once.
public enum MIPError: Error, Sendable, CustomStringConvertible {
    /// One defect of a model.
    public struct Defect: Sendable, Hashable {
        /// Stable code, for example `E-MIP-NAN`.
        public var code: String
        /// Which variable, constraint or option.
        public var place: String
        /// The value found there.
        public var value: String
        /// What to do.
        public var advice: String
    }

    /// The model or its options are wrong.
    case invalid([Defect])
    /// GLPK found an error of its own and wanted to end the process; the text is GLPK's. A later solve works.
    case aborted(String)
    /// GLPK lost numerical control; scaling the model helps.
    case numerical
    /// A solve was started from a callback of another solve.
    case nested
    /// Not enough memory.
    case memory

    /// The error in one line a defect.
    public var description: String {
        switch self {
        case .invalid(let defects):
            defects.map { "\($0.code) \($0.place) '\($0.value)': \($0.advice)" }.joined(separator: "\n")
        case .aborted(let text): "E-MIP-ABORT: the solver stopped itself: \(text)"
        case .numerical: "E-MIP-NUMERICAL: the solver lost precision; bring coefficients closer to 1."
        case .nested: "E-MIP-NESTED: a solve was started inside a callback of another solve."
        case .memory: "E-MIP-MEMORY: not enough memory for the model."
        }
    }
}

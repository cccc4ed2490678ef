import CFordelerMIP

/// Solves linear and mixed-integer models with GLPK.
///
/// Every solve is self-contained and may run on any thread, several at a time. No input ends the process: the model
/// is checked first, and GLPK's own aborts come back as ``MIPError/aborted(_:)``.
public enum MIPSolver {
    /// Solves a model.
    ///
    /// - Throws: ``MIPError`` when the model is wrong or GLPK fails. Limits, cancels, infeasible and unbounded models
    ///   are results, not errors.
    public static func solve(_ model: LinearModel, options: MIPOptions = MIPOptions()) throws(MIPError) -> MIPSolution {
        try check(model, options)
        let session = SolveSession(model, options)
        return try session.run()
    }

    private static func check(_ model: LinearModel, _ options: MIPOptions) throws(MIPError) {
        var defects = model.defects()
        func option(_ name: String, _ value: some Any, _ advice: String) {
            defects.append(.init(code: "E-MIP-OPTION", place: name, value: "\(value)", advice: advice))
        }
        if let limit = options.timeLimit, !(limit >= 0) { option("timeLimit", limit, "Give seconds, 0 or more.") }
        if let limit = options.iterationLimit, limit < 1 {
            option("iterationLimit", limit, "Give 1 or more, or nothing.")
        }
        if let limit = options.nodeLimit, limit < 1 { option("nodeLimit", limit, "Give 1 or more, or nothing.") }
        if !(options.relativeGap >= 0 && options.relativeGap < 1) {
            option("relativeGap", options.relativeGap, "Give a share, 0 or more and below 1.")
        }
        if !(options.objectiveStep >= 0 && options.objectiveStep.isFinite) {
            option("objectiveStep", options.objectiveStep, "Give 0 or more.")
        }
        if let initial = options.initial, defects.isEmpty {
            let violation = model.violation(at: initial)
            if !(violation <= 1e-5) {
                option("initial", violation, "Start from a solution that keeps every bound and constraint.")
            }
        }
        if !defects.isEmpty { throw .invalid(defects) }
    }
}

/// One solve: owns the flat arrays that C reads and the state its callbacks need.
private final class SolveSession {
    let model: LinearModel
    let options: MIPOptions
    var lazy = RowBatch()
    var kept = RowBatch()
    var defects: [MIPError.Defect] = []

    init(_ model: LinearModel, _ options: MIPOptions) {
        self.model = model
        self.options = options
    }

    func run() throws(MIPError) -> MIPSolution {
        let n = model.variableCount
        let m = model.constraintCount
        var values = [Double](repeating: 0, count: n + 1)
        var columnDuals = [Double](repeating: 0, count: n + 1)
        var rowDuals = [Double](repeating: 0, count: m + 1)
        var columnStatus = statuses(options.basis?.variables, count: n)
        var rowStatus = statuses(options.basis?.constraints, count: m)
        let integer = model.isInteger.map { $0 ? UInt8(1) : 0 } + [0]
        var result = fmip_result()
        let context = Unmanaged.passUnretained(self).toOpaque()

        withExtendedLifetime(self) {
            model.lower.withUnsafeBufferPointer { lower in
                model.upper.withUnsafeBufferPointer { upper in
                    model.cost.withUnsafeBufferPointer { cost in
                        integer.withUnsafeBufferPointer { integer in
                            model.rows.withCRows { matrix in
                                (options.initial ?? []).withUnsafeBufferPointer { initial in
                                    var problem = fmip_problem(
                                        columns: Int32(n), lower: lower.baseAddress, upper: upper.baseAddress,
                                        cost: cost.baseAddress, integer: integer.baseAddress,
                                        constant: model.constant, maximise: model.sense == .maximise ? 1 : 0,
                                        matrix: matrix)
                                    var settings = cOptions(context)
                                    settings.initial = options.initial == nil ? nil : initial.baseAddress
                                    values.withUnsafeMutableBufferPointer { x in
                                        columnDuals.withUnsafeMutableBufferPointer { cd in
                                            rowDuals.withUnsafeMutableBufferPointer { rd in
                                                columnStatus.withUnsafeMutableBufferPointer { cs in
                                                    rowStatus.withUnsafeMutableBufferPointer { rs in
                                                        result.x = x.baseAddress
                                                        result.column_dual = cd.baseAddress
                                                        result.row_dual = rd.baseAddress
                                                        result.column_status = cs.baseAddress
                                                        result.row_status = rs.baseAddress
                                                        fmip_solve(&problem, &settings, &result)
                                                    }
                                                }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        if !defects.isEmpty { throw .invalid(defects) }
        let termination = try termination(of: &result)
        values.removeLast()
        columnDuals.removeLast()
        rowDuals.removeLast()
        columnStatus.removeLast()
        rowStatus.removeLast()
        let basic = columnStatus.count { $0 == Int32(FMIP_BASIC) } + rowStatus.count { $0 == Int32(FMIP_BASIC) }
        return MIPSolution(
            termination: termination, values: result.has_solution != 0 ? values : nil,
            objective: result.has_solution != 0 ? result.objective : nil,
            bound: result.bound.isFinite ? result.bound : nil, nodes: Int(result.nodes),
            iterations: Int(result.iterations), lazyRows: Int(result.lazy_rows),
            fixedVariables: Int(result.fixed_columns), constraintDuals: rowDuals,
            reducedCosts: columnDuals,
            basis: basic == m ? LinearBasis(variables: columnStatus, constraints: rowStatus) : nil)
    }

    private func statuses(_ given: [Int32]?, count: Int) -> [Int32] {
        guard let given, given.count == count else { return [Int32](repeating: 0, count: count + 1) }
        return given + [0]
    }

    private func termination(of result: inout fmip_result) throws(MIPError) -> MIPSolution.Termination {
        switch Int(result.outcome) {
        case FMIP_OPTIMAL: return .optimal
        case FMIP_INFEASIBLE: return .infeasible
        case FMIP_UNBOUNDED: return .unbounded
        case FMIP_TIME_LIMIT: return .timeLimit
        case FMIP_NODE_LIMIT: return .nodeLimit
        case FMIP_ITERATION_LIMIT: return .iterationLimit
        case FMIP_CANCELLED: return .cancelled
        case FMIP_BUSY: throw .nested
        case FMIP_MEMORY: throw .memory
        case FMIP_ABORTED:
            let text = withUnsafeBytes(of: result.message) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            throw .aborted(text.split(separator: "\n").joined(separator: "; "))
        default: throw .numerical
        }
    }

    private func cOptions(_ context: UnsafeMutableRawPointer) -> fmip_options {
        var c = fmip_options()
        c.time_limit = options.timeLimit ?? .infinity
        c.node_limit = Int32(clamping: options.nodeLimit ?? 0)
        c.iteration_limit = Int32(clamping: options.iterationLimit ?? 0)
        c.relative_gap = options.relativeGap
        c.objective_step = options.objectiveStep
        c.branching = options.branching.rawValue
        c.backtracking = options.nodeSelection.rawValue
        let reshaped = options.lazyRows != nil || options.initial != nil || options.improver != nil
        c.presolve = options.presolve && !reshaped ? 1 : 0
        c.cuts = options.cuts.rawValue
        c.root_rounds = Int32(clamping: options.rootRounds)
        c.primal = options.primalFirst ? 1 : 0
        c.abort_for_test = options.abortForTest ? 1 : 0
        c.call.context = context
        if options.cancel != nil || options.shouldStop != nil || options.lazyRows != nil || options.improver != nil {
            c.call.stop = { SolveSession.of($0).isStopped ? 1 : 0 }
        }
        if options.lazyRows != nil {
            c.call.separate = { context, x, integral, depth, out in
                guard let x, let out else { return 0 }
                return SolveSession.of(context).separate(x, integral != 0, Int(depth), out) ? 1 : 0
            }
        }
        if options.improver != nil {
            c.call.improve = { context, x, candidate in
                guard let x, let candidate else { return 0 }
                return SolveSession.of(context).improve(x, candidate) ? 1 : 0
            }
        }
        if options.onIncumbent != nil {
            c.call.incumbent = { context, objective, x in
                let session = SolveSession.of(context)
                session.options.onIncumbent?(objective, x.map { session.buffer($0) })
            }
        }
        if options.onProgress != nil {
            c.call.progress = { context, state in
                guard let state = state?.pointee else { return }
                SolveSession.of(context).options.onProgress?(
                    MIPProgress(
                        bound: state.bound.isFinite ? state.bound : nil,
                        objective: state.objective.isFinite ? state.objective : nil, nodes: Int(state.nodes),
                        activeNodes: Int(state.active_nodes), seconds: state.seconds))
            }
        }
        return c
    }

    static func of(_ context: UnsafeMutableRawPointer?) -> SolveSession {
        // C hands back the pointer it was given, which is never null.
        Unmanaged<SolveSession>.fromOpaque(context.unsafelyUnwrapped).takeUnretainedValue()
    }

    private var isStopped: Bool {
        !defects.isEmpty || options.cancel?.isCancelled == true || options.shouldStop?() == true
    }

    private func buffer(_ x: UnsafePointer<Double>) -> UnsafeBufferPointer<Double> {
        UnsafeBufferPointer(start: x, count: model.variableCount)
    }

    private func separate(
        _ x: UnsafePointer<Double>, _ integral: Bool, _ depth: Int, _ out: UnsafeMutablePointer<fmip_rows>
    ) -> Bool {
        lazy.removeAll()
        options.lazyRows?(buffer(x), LazyRowState(isIntegral: integral, depth: depth), &lazy)
        guard lazy.count > 0 else { return false }
        defects += lazy.defects(variables: model.variableCount)
        guard defects.isEmpty else { return false }
        kept.removeAll()
        for row in 0..<lazy.count where lazy.violation(of: row, at: buffer(x)) > 1e-7 {
            kept.append(
                lazy.range(of: row).map { (Int(lazy.index[$0]), lazy.value[$0]) }, lower: lazy.lower[row],
                upper: lazy.upper[row])
        }
        guard kept.count > 0 else { return false }
        return kept.withCRows { rows in
            var rows = rows
            return fmip_copy_rows(out, &rows) != 0
        }
    }

    private func improve(_ x: UnsafePointer<Double>, _ candidate: UnsafeMutablePointer<Double>) -> Bool {
        guard let values = options.improver?(buffer(x)), values.count == model.variableCount,
            model.violation(at: values) <= 1e-6
        else { return false }
        for (j, value) in values.enumerated() { candidate[j] = value }
        return true
    }
}

extension RowBatch {
    fileprivate func withCRows<Result>(_ body: (fmip_rows) -> Result) -> Result {
        start.withUnsafeBufferPointer { start in
            index.withUnsafeBufferPointer { index in
                value.withUnsafeBufferPointer { value in
                    lower.withUnsafeBufferPointer { lower in
                        upper.withUnsafeBufferPointer { upper in
                            body(
                                fmip_rows(
                                    rows: Int32(clamping: count), start: start.baseAddress, index: index.baseAddress,
                                    value: value.baseAddress, lower: lower.baseAddress, upper: upper.baseAddress))
                        }
                    }
                }
            }
        }
    }
}

import Testing

@testable import FordelerMIP

@Suite struct MIPSolverTests {
    /// max 3x + 2y, x + y ≤ 4, x + 3y ≤ 7, x ≤ 3: the best corner is (3, 1) with 11.
    private func smallModel() -> LinearModel {
        var model = LinearModel(.maximise)
        let x = model.addVariable(upper: 3, cost: 3)
        let y = model.addVariable(cost: 2)
        model.addConstraint([(x, 1), (y, 1)], upper: 4)
        model.addConstraint([(x, 1), (y, 3)], upper: 7)
        return model
    }

    /// A market-split model: infeasible in practice for a long search, so that limits are met.
    private func hardModel(rows: Int = 5, columns: Int = 40) -> LinearModel {
        var state: UInt64 = 7
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double((state >> 33) % 100)
        }
        var model = LinearModel()
        let x = (0..<columns).map { _ in model.addVariable(kind: .binary) }
        for _ in 0..<rows {
            let row = x.map { (variable: $0, value: next()) }
            let half = (row.reduce(0) { $0 + $1.value } / 2).rounded(.down)
            let over = model.addVariable(cost: 1)
            let under = model.addVariable(cost: 1)
            model.addConstraint(row + [(over, -1), (under, 1)], lower: half, upper: half)
        }
        return model
    }

    @Test func linearProgramGivesCornerAndDuals() throws {
        let solution = try MIPSolver.solve(smallModel())
        #expect(solution.termination == .optimal)
        #expect(solution.values.map { zip($0, [3, 1]).allSatisfy { abs($0 - $1) < 1e-9 } } == true)
        #expect(abs((solution.objective ?? 0) - 11) < 1e-9)
        // y is basic in x + y ≤ 4 with cost 2; x at its upper bound is worth 3 − 2 more.
        #expect(abs(solution.constraintDuals[0] - 2) < 1e-9)
        #expect(abs(solution.reducedCosts[0] - 1) < 1e-9)
        #expect(solution.gap == 0)
    }

    @Test func knapsackIsSolvedWithAndWithoutPresolve() throws {
        // Weights 5, 4, 3 into 7: {4, 3} is worth 9, {5} only 7.
        for presolve in [false, true] {
            var model = LinearModel(.maximise, constant: 1)
            let items = [7.0, 5, 4].map { model.addVariable(cost: $0, kind: .binary) }
            model.addConstraint(zip(items, [5.0, 4, 3]).map { ($0, $1) }, upper: 7)
            var options = MIPOptions()
            options.presolve = presolve
            let solution = try MIPSolver.solve(model, options: options)
            #expect(solution.termination == .optimal)
            #expect(abs((solution.objective ?? 0) - 10) < 1e-9)
            #expect(solution.values == [0, 1, 1])
            #expect(abs((solution.bound ?? 0) - 10) < 1e-6)
        }
    }

    @Test func infeasibleAndUnboundedAreResults() throws {
        var model = LinearModel()
        let x = model.addVariable(cost: -1, kind: .integer)
        #expect(try MIPSolver.solve(model).termination == .unbounded)
        model.addConstraint([(x, 2)], lower: 3, upper: 3)
        #expect(try MIPSolver.solve(model).termination == .infeasible)
        model.addConstraint([(x, 1)], lower: 9)
        let solution = try MIPSolver.solve(model)
        #expect(solution.termination == .infeasible && solution.values == nil && solution.gap == nil)
    }

    @Test func emptyModelsAreSolved() throws {
        #expect(try MIPSolver.solve(LinearModel()).termination == .optimal)
        var model = LinearModel()
        model.addVariable(lower: 2, upper: 5, cost: 1, kind: .integer)
        #expect(try MIPSolver.solve(model).objective == 2)
    }

    @Test func timeLimitKeepsTheBest() throws {
        var options = MIPOptions()
        options.timeLimit = 0.4
        let begin = ContinuousClock.now
        let solution = try MIPSolver.solve(hardModel(), options: options)
        #expect(solution.termination == .timeLimit)
        #expect(solution.values != nil)
        #expect(hardModel().violation(at: solution.values ?? []) < 1e-6)
        #expect(ContinuousClock.now - begin < .seconds(3))
        #expect((solution.bound ?? 1) <= (solution.objective ?? 0))
    }

    @Test func nodeLimitRepeats() throws {
        var options = MIPOptions()
        options.nodeLimit = 200
        let first = try MIPSolver.solve(hardModel(), options: options)
        let second = try MIPSolver.solve(hardModel(), options: options)
        #expect(first.termination == .nodeLimit)
        #expect(first.values == second.values && first.nodes == second.nodes)
    }

    @Test func cancelIsHeardAndProgressSpeaks() throws {
        var options = MIPOptions()
        let flag = CancelFlag()
        var reports = 0
        options.cancel = flag
        options.onProgress = { _ in
            reports += 1
            if reports == 2 { flag.cancel() }
        }
        let solution = try MIPSolver.solve(hardModel(), options: options)
        #expect(solution.termination == .cancelled)
        #expect(reports == 2)
    }

    @Test func startedFromASolutionIsNeverWorse() throws {
        var options = MIPOptions()
        options.nodeLimit = 1
        let model = hardModel()
        var start = [Double](repeating: 0, count: model.variableCount)
        for row in 0..<model.constraintCount { start[41 + 2 * row] = model.rows.lower[row] }
        options.initial = start
        let solution = try MIPSolver.solve(model, options: options)
        #expect((solution.objective ?? .infinity) <= model.objective(at: start))
        options.initial = [Double](repeating: 0, count: model.variableCount)
        #expect(throws: MIPError.self) { try MIPSolver.solve(model, options: options) }
    }

    @Test func lazyRowsBind() throws {
        // max x + y in a unit box of whole numbers, with x + y ≤ 1 known to the callback only.
        var model = LinearModel(.maximise)
        let x = model.addVariable(cost: 1, kind: .binary)
        let y = model.addVariable(cost: 1, kind: .binary)
        for rounds in [0, 10] {
            var options = MIPOptions()
            options.rootRounds = rounds
            options.lazyRows = { point, _, rows in
                if point[x] + point[y] > 1 + 1e-6 { rows.append([(x, 1), (y, 1)], lower: -.infinity, upper: 1) }
            }
            let solution = try MIPSolver.solve(model, options: options)
            #expect(solution.termination == .optimal)
            #expect(solution.objective == 1)
            #expect(solution.lazyRows >= 1)
        }
    }

    @Test func badLazyRowIsAnError() throws {
        var model = LinearModel(.maximise)
        model.addVariable(upper: 1.5, cost: 1, kind: .continuous)
        var options = MIPOptions()
        options.lazyRows = { _, _, rows in rows.append([(9, .nan)], lower: 0, upper: 1) }
        #expect(throws: MIPError.self) { try MIPSolver.solve(model, options: options) }
    }

    @Test func everyDefectIsListed() {
        var model = LinearModel()
        let x = model.addVariable(lower: 2, upper: 1, cost: .nan)
        model.addVariable(lower: 0, upper: 0.5, cost: 1e300, kind: .integer)
        model.addConstraint([(x, 1), (x, 1), (-1, 1), (7, .infinity)], lower: 3, upper: 2)
        var options = MIPOptions()
        options.timeLimit = .nan
        do {
            _ = try MIPSolver.solve(model, options: options)
            Issue.record("a bad model was solved")
        } catch {
            for code in ["BOUNDS", "NAN", "WHOLE", "RANGE", "TWICE", "INDEX", "OPTION"] {
                #expect("\(error)".contains("E-MIP-" + code))
            }
        }
    }

    @Test func solverAbortIsSurvived() throws {
        var options = MIPOptions()
        options.abortForTest = true
        for _ in 0..<3 {
            do {
                _ = try MIPSolver.solve(smallModel(), options: options)
                Issue.record("the abort did not happen")
            } catch {
                #expect("\(error)".contains("E-MIP-ABORT") && "\(error)".contains("glp_set_col_kind"))
            }
            #expect(abs((try MIPSolver.solve(smallModel()).objective ?? 0) - 11) < 1e-9)
        }
    }

    @Test func nestedSolveIsRefused() throws {
        var model = LinearModel(.maximise)
        model.addVariable(upper: 1, cost: 1)
        var nested: String?
        var options = MIPOptions()
        options.lazyRows = { _, _, _ in
            do { _ = try MIPSolver.solve(LinearModel()) } catch { nested = "\(error)" }
        }
        _ = try MIPSolver.solve(model, options: options)
        #expect(nested?.contains("E-MIP-NESTED") == true)
    }

    @Test func warmBasisNeedsNoPivots() throws {
        let first = try MIPSolver.solve(smallModel())
        var options = MIPOptions()
        options.basis = first.basis
        #expect(first.basis != nil)
        #expect(try MIPSolver.solve(smallModel(), options: options).objective == first.objective)
    }

    @Test func twoThreadsSolveAtOnce() async {
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<4 {
                let model = smallModel()
                group.addTask {
                    for round in 0..<20 {
                        var options = MIPOptions()
                        options.abortForTest = (round + task) % 5 == 0
                        let solution = try? MIPSolver.solve(model, options: options)
                        if options.abortForTest { if solution != nil { return false } else { continue } }
                        guard let objective = solution?.objective, abs(objective - 11) < 1e-9 else { return false }
                    }
                    return true
                }
            }
            for await right in group { #expect(right) }
        }
    }

    @Test func lpTextNamesEveryPart() {
        var model = LinearModel(.maximise, constant: 2)
        let x = model.addVariable(upper: 4, cost: 3, kind: .integer)
        let y = model.addVariable(lower: -1, cost: -0.5)
        model.addConstraint([(x, 1), (y, 2)], lower: 1, upper: 5)
        model.addConstraint([(y, 1)], lower: 0, upper: 0)
        #expect(
            model.lpText() == """
                Maximize
                 obj: + 3.0 v0 - 0.5 v1 + 2.0
                Subject To
                 c0l: + 1.0 v0 + 2.0 v1 >= 1.0
                 c0u: + 1.0 v0 + 2.0 v1 <= 5.0
                 c1: + 1.0 v1 = 0.0
                Bounds
                 0.0 <= v0 <= 4.0
                 -1.0 <= v1 <= +inf
                Generals
                 v0
                End

                """)
    }
}

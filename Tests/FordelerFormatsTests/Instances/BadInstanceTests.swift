import FordelerFormats
import FordelerModel
import Testing

/// One defect in an otherwise sound instance.
struct BadInstance: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var code: String
    /// Line of the defect, when it has one.
    var line: Int?

    var testDescription: String { name }

    init(_ name: String, _ text: String, _ code: String, line: Int? = nil) {
        self.name = name
        self.text = text
        self.code = code
        self.line = line
    }

    /// The instance with one passage changed.
    static func changed(
        _ name: String, _ text: String, _ from: String, _ to: String, _ code: String, line: Int? = nil
    ) -> BadInstance {
        BadInstance(name, text.replacing(from, with: to, maxReplacements: 1), code, line: line)
    }

    static let all: [BadInstance] = [
        BadInstance("empty", "", "E-INSTANCE-FORMAT"),
        BadInstance("prose", "Dear reader,\nthis is no instance.\n", "E-INSTANCE-FORMAT", line: 1),
        changed(
            "solomon: word for number", solomon, "1      3          4", "1      3          four", "E-INSTANCE-NUMBER",
            line: 11),
        changed("solomon: NaN coordinate", solomon, "2      6", "2      nan", "E-INSTANCE-NUMBER", line: 12),
        changed("solomon: infinite coordinate", solomon, "2      6", "2      inf", "E-INSTANCE-NUMBER", line: 12),
        changed("solomon: huge coordinate", solomon, "2      6", "2      1e300", "E-INSTANCE-RANGE", line: 12),
        changed("solomon: beyond 32 bits", solomon, "2      6", "2      1e11", "E-INSTANCE-RANGE"),
        changed("solomon: cut row", solomon, "50         10\n", "50\n", "E-INSTANCE-MISSING", line: 11),
        changed(
            "solomon: number twice", solomon, "3      0          5", "2      0          5", "E-INSTANCE-DUPLICATE",
            line: 13),
        changed("solomon: no vehicle", solomon, "  2         20", "  0         20", "E-INSTANCE-FLEET"),
        changed("solomon: half a vehicle", solomon, "  2         20", "  1.5       20", "E-INSTANCE-NUMBER", line: 5),
        changed(
            "solomon: demand above capacity", solomon, "  2         20", "  2         9", "E-INSTANCE-CAPACITY",
            line: 11),
        changed("solomon: negative demand", solomon, "4         10", "4         -3", "E-INSTANCE-RANGE", line: 11),
        changed(
            "solomon: window closes first", solomon, "30         60", "70         60", "E-INSTANCE-WINDOW", line: 12),
        changed("solomon: no fleet", solomon, "  2         20\n", "", "E-INSTANCE-MISSING", line: 4),
        changed("lilim: partner missing", lilim, "50\t1\t0\t2", "50\t1\t0\t9", "E-INSTANCE-REFERENCE", line: 3),
        changed("lilim: partner alone", lilim, "60\t1\t3\t0", "60\t1\t3\t1", "E-INSTANCE-REFERENCE"),
        changed("lilim: loads differ", lilim, "-5", "-4", "E-INSTANCE-REFERENCE", line: 3),
        changed("lilim: backward speed", lilim, "2\t10\t1", "2\t10\t-1", "E-INSTANCE-RANGE", line: 1),
        changed("cordeau: cut file", cordeau, "4 30 35 0 0 0 0 0 100", "", "E-INSTANCE-MISSING"),
        changed("cordeau: window missing", cordeau, "1 1 1 0 40", "1 1 1", "E-INSTANCE-MISSING", line: 4),
        changed("cordeau: kind", cordeau, "6 1 2 2", "7 1 2 2", "E-INSTANCE-RANGE", line: 1),
        changed("vrplib: dimension too large", cvrp, "DIMENSION : 4", "DIMENSION : 5", "E-INSTANCE-MISSING"),
        changed("vrplib: no dimension", cvrp, "DIMENSION : 4\n", "", "E-INSTANCE-MISSING"),
        changed("vrplib: too many nodes", cvrp, "DIMENSION : 4", "DIMENSION : 40000", "E-INSTANCE-SIZE", line: 3),
        changed("vrplib: node twice", cvrp, "3 0 2", "2 0 2", "E-INSTANCE-DUPLICATE", line: 11),
        changed("vrplib: metric", cvrp, "EUC_2D", "MAN_3D", "E-INSTANCE-FORMAT", line: 4),
        changed("vrplib: depot", cvrp, " 1\n -1", " 9\n -1", "E-INSTANCE-REFERENCE", line: 19),
        changed("vrplib: no coordinates", matrix, "EXPLICIT", "EUC_2D", "E-INSTANCE-MISSING"),
        changed("vrplib: short matrix", matrix, "4 0\n", "4\n", "E-INSTANCE-MISSING"),
        changed("vrplib: negative length", matrix, "7 0 9", "7 0 -9", "E-INSTANCE-RANGE", line: 9),
        changed("vrplib: unknown section", rich, "CAPACITY_SECTION", "TAIL_LIFT_SECTION", "E-INSTANCE-FORMAT"),
        changed(
            "vrplib: vehicle's depot", rich, "2 2\n3 2\nVEHICLES_FIXED", "2 2\n3 4\nVEHICLES_FIXED",
            "E-INSTANCE-REFERENCE"),
        changed("vrplib: vehicle rows missing", rich, "2 4\n3 6\n", "2 4\n", "E-INSTANCE-MISSING"),
        changed(
            "vrplib: served by nobody", rich, "1 3 4 5\n2 3 4\n3 3 4 5", "1 3 4\n2 3 4\n3 3 4", "E-INSTANCE-REFERENCE"),
        changed("vrplib: no vehicles", trips, "VEHICLES: 1", "VEHICLES: 0", "E-INSTANCE-REFERENCE"),
    ]

    private static let solomon = TinyInstances.solomon
    private static let lilim = TinyInstances.lilim
    private static let cordeau = TinyInstances.cordeau
    private static let cvrp = TinyInstances.cvrp
    private static let matrix = TinyInstances.matrix
    private static let rich = TinyInstances.rich
    private static let trips = TinyInstances.trips
}

@Suite struct BadInstanceTests {
    @Test(arguments: BadInstance.all)
    func everyDefectHasItsOwnError(_ bad: BadInstance) {
        do {
            let instance = try tiny(bad.text)
            Issue.record("read without complaint: \(instance.name)")
        } catch let errors as InputErrors {
            let first = errors.diagnostics.first { $0.code == bad.code && (bad.line == nil || $0.line == bad.line) }
            #expect(first != nil, "\(errors)")
            #expect(errors.diagnostics.allSatisfy { !$0.advice.isEmpty && !$0.message.isEmpty })
        } catch {
            Issue.record(error)
        }
    }

    @Test func allDefectsAreListedAtOnce() {
        let text = TinyInstances.solomon.replacing("1      3", with: "1      x").replacing("3      0", with: "3      y")
        #expect(throws: InputErrors.self) { try tiny(text) }
        do { _ = try tiny(text) } catch let errors as InputErrors {
            #expect(errors.diagnostics.map(\.line) == [11, 13])
        } catch { Issue.record(error) }
    }

    @Test func aNegativeLimitIsNoMissingLimit() {
        let limited = { (limit: String) in TinyInstances.rich.replacing("DURATION: 90", with: "DURATION: \(limit)") }
        #expect(throws: Never.self) { try tiny(limited("0")) }
        do {
            _ = try tiny(limited("-5"))
            Issue.record("a negative limit was taken")
        } catch let errors as InputErrors {
            #expect(errors.diagnostics.contains { $0.message == "Costs and limits must not be negative." })
        } catch { Issue.record(error) }
    }

    /// Files cut at any byte give an error or an instance, never a crash.
    @Test(arguments: [TinyInstances.solomon, TinyInstances.lilim, TinyInstances.cordeau, TinyInstances.rich])
    func cutFilesNeverCrash(_ text: String) {
        let bytes = Array(text.utf8)
        for length in stride(from: 0, to: bytes.count, by: 3) {
            _ = try? RoutingInstance.read(Array(bytes.prefix(length)), file: "cut")
        }
    }

    @Test(arguments: [
        ("Route #1: 1 7\n", "E-SOLUTION-REFERENCE"), ("Route #1: 1 1\n", "E-SOLUTION-DUPLICATE"),
        ("Route #1: 1\nRoute #2: 2\nRoute #3: 3\n", "E-SOLUTION-FLEET"), ("Route 1 2 3\n", "E-SOLUTION-FORMAT"),
    ])
    func badSolutions(_ text: String, _ code: String) throws {
        let instance = try tiny(TinyInstances.solomon)
        do {
            _ = try instance.readSolution(Array(text.utf8), file: "s")
            Issue.record("read without complaint")
        } catch {
            #expect(error.diagnostics.first?.code == code)
        }
    }
}

import FordelerFormats
import FordelerModel
import FordelerRoutingProblem
import Foundation

/// A folder of public instances, one folder a set, with `bks.csv` (set, instance, convention, value, vehicles, source).
struct PublicInstances {
    /// The instances of the routing suite: two sizes of every problem, none of them special.
    static let names = [
        "solomon/R108", "solomon/RC208", "homberger/R1_4_1", "uchoa-x/X-n242-k48", "uchoa-x/X-n749-k98",
        "li-lim/lr1_2_2", "vidal-mdvrptw/PR13A", "pcvrptw/R1_10_8",
    ]

    private let folder: URL
    private let best: [String: (value: Double, vehicles: Int?)]

    init(_ folder: String) {
        self.folder = URL(fileURLWithPath: folder)
        let text = (try? String(contentsOf: self.folder.appendingPathComponent("bks.csv"), encoding: .utf8)) ?? ""
        var best: [String: (value: Double, vehicles: Int?)] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard cells.count >= 5, let value = Double(cells[3]) else { continue }
            // The sets that others count in several ways are counted here as their habit is.
            let name = cells[0] + "/" + cells[1]
            let isWindows = cells[0] == "solomon" || cells[0] == "homberger"
            if isWindows, cells[2] != "dimacs-trunc1" { continue }
            if best[name] == nil { best[name] = (value, isWindows ? nil : Int(cells[4])) }
        }
        self.best = best
    }

    /// Reads an instance; `nil` when the folder does not have it.
    func instance(_ name: String) throws -> RoutingInstance? {
        for ending in [".txt", ".vrp"] {
            let file = folder.appendingPathComponent(name + ending)
            guard let bytes = try? Data(contentsOf: file) else { continue }
            let exact = ["vidal-mdvrptw", "sdvrptw", "hfvrp-x"].contains { name.hasPrefix($0 + "/") }
            let dimacs = ["pcvrptw", "mtvrptwr"].contains { name.hasPrefix($0 + "/") }
            let options = InstanceOptions(distances: exact ? .exact : dimacs ? .dimacs : nil)
            return try RoutingInstance.read([UInt8](bytes), file: file.lastPathComponent, options: options)
        }
        return nil
    }

    /// Cost above the best known value as a share of it, each vehicle too many counting as a tenth where vehicles come
    /// first; `nil` when the solution is infeasible or no value is known.
    func gap(_ name: String, _ instance: RoutingInstance, _ solution: RoutingSolution) -> Double? {
        guard solution.isFeasible, let known = best[name] else { return nil }
        var cost = instance.cost(of: solution).value
        // Values of sets with ten units a distance unit stand without the decimal point.
        if known.value > 5 * cost { cost *= 10 }
        let tooMany =
            instance.objective == .vehiclesDistance
            ? known.vehicles.map { instance.vehiclesUsed(in: solution) - $0 } ?? 0 : 0
        return (cost - known.value) / known.value + 0.1 * Double(tooMany)
    }
}

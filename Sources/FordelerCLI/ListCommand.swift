import ArgumentParser
import FordelerFormats
import FordelerModel
import FordelerScenario
import FordelerStock
import Foundation

/// `fordeler list`: the scenarios of a folder, one line each.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the scenarios of a folder, one line each.",
        discussion: """
            Example: fordeler list Scenarios
            Exit codes: 0 done, 2 usage, 3 a scenario cannot be read (the others are listed), 6 environment.
            """)

    @Argument(help: "Folder that holds scenario folders.", completion: .directory) var folder = "Scenarios"
    @OptionGroup var output: OutputOptions

    private struct Line: Encodable {
        var path: String
        var name: String
        var title: String
        /// What the scenario is about: `plan` or `stock`.
        var kind: String
        var orders: Int?
        var vans: Int?
        var days: Int?
        var sites: Int?
        var areas: Int?

        var size: String {
            let parts = [(orders, "orders"), (vans, "vans"), (days, "days"), (sites, "stores"), (areas, "areas")]
            return parts.compactMap { count, word in count.map { "\($0) \(word)" } }.joined(separator: ", ")
        }
    }

    private func line(_ path: String) throws -> Line {
        guard FileManager.default.fileExists(atPath: path + "/scenario.yaml") else {
            let network = try reportingDefects { try StockFolder.network(at: path) }
            return Line(
                path: path, name: network.name, title: network.title, kind: "stock", sites: network.candidates.count,
                areas: network.areas.count)
        }
        let problem = try readScenario(path).problem
        return Line(
            path: path, name: problem.name, title: problem.title, kind: "plan", orders: problem.orders.count,
            vans: problem.vans.count, days: problem.horizonDays)
    }

    func run() throws {
        var lines: [Line] = []
        var failures = 0
        for path in try scenarioFolders(in: folder, stock: true) {
            do {
                lines.append(try line(path))
            } catch let failure as CommandFailure where failure.code == 3 {
                complain(failure.message)
                failures += 1
            }
        }
        if output.json {
            print(try JSONDocument.text(lines))
        } else {
            let width = min(28, lines.map(\.name.count).max() ?? 0)
            for line in lines {
                let name =
                    line.name.count >= width
                    ? line.name : line.name + String(repeating: " ", count: width - line.name.count)
                print("\(name)  \(line.title) (\(line.size))")
            }
            if lines.isEmpty, failures == 0 { print("No scenario in \(folder).") }
        }
        if failures > 0 { throw ExitCode(3) }
    }
}

/// The scenario folders right below a folder, by name; they are the ones that hold a `scenario.yaml`, and on request
/// those with stock tables alone.
func scenarioFolders(in folder: String, stock: Bool = false) throws -> [String] {
    let names: [String]
    do {
        names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
        throw CommandFailure.environment(
            "error E-FILE \(folder): The folder cannot be read. Check its name and rights.")
    }
    return names.sorted().map { folder + (folder.hasSuffix("/") ? "" : "/") + $0 }
        .filter {
            FileManager.default.fileExists(atPath: $0 + "/scenario.yaml") || (stock && StockFolder.isPresent(at: $0))
        }
}

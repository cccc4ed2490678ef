import ArgumentParser
import FordelerFormats
import FordelerModel
import FordelerScenario
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
        var orders: Int
        var vans: Int
        var days: Int
    }

    func run() throws {
        var lines: [Line] = []
        var failures = 0
        for path in try scenarioFolders(in: folder) {
            do {
                let problem = try readScenario(path).problem
                lines.append(
                    Line(
                        path: path, name: problem.name, title: problem.title, orders: problem.orders.count,
                        vans: problem.vans.count, days: problem.horizonDays))
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
                print("\(name)  \(line.title)  (\(line.orders) orders, \(line.vans) vans, \(line.days) days)")
            }
            if lines.isEmpty, failures == 0 { print("No scenario in \(folder).") }
        }
        if failures > 0 { throw ExitCode(3) }
    }
}

/// The scenario folders right below a folder, by name; they are the ones that hold a `scenario.yaml`.
func scenarioFolders(in folder: String) throws -> [String] {
    let names: [String]
    do {
        names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
        throw CommandFailure.environment(
            "error E-FILE \(folder): The folder cannot be read. Check its name and rights.")
    }
    return names.sorted().map { folder + (folder.hasSuffix("/") ? "" : "/") + $0 }
        .filter { FileManager.default.fileExists(atPath: $0 + "/scenario.yaml") }
}

import ArgumentParser
import FordelerFormats
import FordelerModel
import FordelerScenario
import Foundation

/// Reads a scenario folder. Warnings go to standard error; errors end the command, all of them listed, with exit
/// code 3.
func readScenario(_ folder: String) throws -> LoadedScenario {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
        throw CommandFailure.environment("error E-FILE \(folder): There is no such folder. Check the name.")
    }
    let loaded = try reportingDefects { try ScenarioReader.read(folder: folder) }
    for warning in loaded.warnings { complain(warning.text) }
    return loaded
}

/// Reads a plan file; defects end the command with exit code 3.
func readPlan(_ path: String) throws -> Plan {
    let bytes = try fileBytes(path)
    return try reportingDefects { try PlanFile.decode(Data(bytes), file: path) }
}

/// Reads a scenario's targets; `nil` when it has none.
func readExpectedResults(of scenario: LoadedScenario) throws -> ExpectedResults? {
    guard let name = scenario.expected else { return nil }
    return try readExpectedResults(scenario.folder + "/" + name)
}

/// Reads a file of targets.
func readExpectedResults(_ path: String) throws -> ExpectedResults {
    let bytes = try fileBytes(path)
    return try reportingDefects { try ExpectedResults.read(bytes, file: path) }
}

/// Writes files into a folder; a refusal of the file system ends the command with exit code 6.
func writeFiles(_ files: [OutputFile], to folder: String) throws {
    do {
        try OutputFolder(folder).write(files)
    } catch {
        throw CommandFailure.environment(error.description)
    }
}

extension PlanningProblem {
    /// Plans from another day: its midnight is when planning starts.
    mutating func startOn(_ date: CivilDate) {
        guard date != self.date else { return }
        self.date = date
        now = CivilInstant(date: date)
    }
}

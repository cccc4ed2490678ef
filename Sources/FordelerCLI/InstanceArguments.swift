import ArgumentParser
import FordelerFormats
import FordelerModel
import Foundation

extension InstanceFormat: ExpressibleByArgument {}
extension DistanceConvention: ExpressibleByArgument {}
extension InstanceObjective: ExpressibleByArgument {}

/// The public instance that a command works on, and the conventions it is read under.
struct InstanceArguments: ParsableArguments {
    @Argument(help: "Instance file.", completion: .file()) var instance: String
    @Option(help: "Format of the file.") var format: InstanceFormat = .auto
    @Option(help: "What is made small; vehicles first for Li and Lim, distance elsewhere when not given.")
    var objective: InstanceObjective?
    @Option(help: "How distances are rounded; the habit of the format when not given.")
    var distances: DistanceConvention?

    /// Reads the instance; defects go to standard error and end the command with exit code 3, a file that cannot be
    /// read with 6.
    func read() throws -> RoutingInstance {
        let options = InstanceOptions(format: format, distances: distances, objective: objective)
        let name = URL(fileURLWithPath: instance).lastPathComponent
        return try reportingDefects {
            try RoutingInstance.read(try fileBytes(instance), file: name, options: options)
        }
    }
}

/// The bytes of a file; says so and ends the command with exit code 6 when they cannot be read.
func fileBytes(_ path: String) throws -> [UInt8] {
    do {
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
        complain("error E-FILE \(path): The file cannot be read. Check its name and rights.")
        throw ExitCode(6)
    }
}

/// Runs `body`; lists the defects it throws on standard error and ends the command with exit code 3.
func reportingDefects<Value>(_ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let errors as InputErrors {
        complain(errors.description)
        throw ExitCode(3)
    }
}

/// Writes a line to standard error.
func complain(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}

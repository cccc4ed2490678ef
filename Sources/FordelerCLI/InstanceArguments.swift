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
    @OptionGroup var conventions: InstanceConventions

    /// The file's name without its folder.
    var fileName: String { URL(fileURLWithPath: instance).lastPathComponent }

    /// Reads the instance. Defects end the command with exit code 3, a file that cannot be read with 6.
    func read() throws -> RoutingInstance { try conventions.read(instance) }
}

/// How a public instance is read.
struct InstanceConventions: ParsableArguments {
    @Option(help: "Format of the file.") var format: InstanceFormat = .auto
    @Option(help: "What is made small; vehicles first for Li and Lim, distance elsewhere when not given.")
    var objective: InstanceObjective?
    @Option(help: "How distances are rounded; the habit of the format when not given.")
    var distances: DistanceConvention?
    @Option(
        help: "Square table of lengths, row by row, that takes the place of the file's travel.", completion: .file())
    var matrix: String?

    /// Reads an instance file and the table of lengths, when one is given.
    func read(_ path: String) throws -> RoutingInstance {
        let options = InstanceOptions(format: format, distances: distances, objective: objective)
        let bytes = try fileBytes(path)
        return try reportingDefects {
            let name = URL(fileURLWithPath: path).lastPathComponent
            var instance = try RoutingInstance.read(bytes, file: name, options: options)
            if let matrix { try instance.replaceTravel(try fileBytes(matrix), file: matrix) }
            return instance
        }
    }
}

/// The bytes of a file; a file that cannot be read ends the command with exit code 6, one larger than any instance or
/// solution with 3.
func fileBytes(_ path: String, limit: Int = 400_000_000) throws -> [UInt8] {
    let data: Data?
    do {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        data = try handle.bytes(upTo: limit)
    } catch {
        throw CommandFailure.environment("error E-FILE \(path): The file cannot be read. Check its name and rights.")
    }
    guard let data else {
        throw CommandFailure.badInput(
            "error E-FILE-SIZE \(path) '\(limit) bytes': The file is larger than this limit. Check what the file is.")
    }
    return [UInt8](data)
}

/// Writes a file aside and renames it, so that no half-written file is ever seen.
func writeFile(_ text: String, to path: String) throws {
    do {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
        throw CommandFailure.environment(
            "error E-FILE \(path): The file cannot be written. Check the folder and its rights.")
    }
}

/// Runs `body`; the defects it throws end the command with exit code 3.
func reportingDefects<Value>(_ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let errors as InputErrors {
        throw CommandFailure.badInput(errors.description)
    }
}

/// Writes a line to standard error.
func complain(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}

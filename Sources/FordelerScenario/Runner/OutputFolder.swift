import Foundation

/// A finished file that waits to be written.
public struct OutputFile: Hashable, Sendable {
    /// The name inside the output folder; a slash names a folder below it.
    public var name: String
    /// The bytes.
    public var bytes: [UInt8]

    /// Makes a file from text, in UTF-8.
    public init(_ name: String, text: String) {
        self.name = name
        bytes = Array(text.utf8)
    }
}

/// The folder that receives a command's files.
public struct OutputFolder: Sendable {
    /// What the file system refused.
    public struct Refusal: Error, Sendable, CustomStringConvertible {
        /// The path that could not be written.
        public var path: String
        /// What the system said.
        public var cause: String
        /// The diagnostic `E-FILE` with path, cause and advice.
        public var description: String {
            "error E-FILE \(path): The file cannot be written (\(cause)). Check the folder and its rights."
        }
    }

    /// Where the folder is.
    public let path: String

    /// Names a folder; it is made when the first file is written.
    public init(_ path: String) { self.path = path }

    /// Writes all files aside and then renames them: a reader finds an old file or a new one and never half of either,
    /// and when one cannot be written none is replaced.
    public func write(_ files: [OutputFile]) throws(Refusal) {
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw Refusal(path: path, cause: OutputFolder.cause(error))
        }
        var written: [(aside: URL, final: URL)] = []
        defer { for entry in written { try? FileManager.default.removeItem(at: entry.aside) } }
        for file in files {
            let final = folder.appendingPathComponent(file.name)
            let aside = final.deletingLastPathComponent().appendingPathComponent(
                ".\(final.lastPathComponent).\(written.count).part")
            do {
                try FileManager.default.createDirectory(
                    at: final.deletingLastPathComponent(), withIntermediateDirectories: true)
                written.append((aside, final))
                try Data(file.bytes).write(to: aside)
            } catch {
                throw Refusal(path: final.path, cause: OutputFolder.cause(error))
            }
        }
        for entry in written where rename(entry.aside.path, entry.final.path) != 0 {
            throw Refusal(path: entry.final.path, cause: String(cString: strerror(errno)))
        }
    }

    /// The system's own words where there are any.
    private static func cause(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        if let underlying, underlying.domain == NSPOSIXErrorDomain {
            return String(cString: strerror(Int32(underlying.code)))
        }
        return error.localizedDescription
    }
}

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

    /// Writes each file aside and renames it, so that a reader finds the old file or the new one and never half of
    /// either.
    public func write(_ files: [OutputFile]) throws(Refusal) {
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw Refusal(path: path, cause: OutputFolder.cause(error))
        }
        for file in files {
            let url = folder.appendingPathComponent(file.name)
            do {
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.bytes).write(to: url, options: .atomic)
            } catch {
                throw Refusal(path: url.path, cause: OutputFolder.cause(error))
            }
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

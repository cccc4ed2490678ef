import FordelerModel
import Foundation

/// Reads the files of one folder, with a limit on their size.
struct InputFolder {
    /// Where the folder is.
    let path: String
    /// Largest accepted file in bytes.
    var sizeLimit = 50_000_000
    let log: InputLog

    /// Whether the folder itself can be read; logs why not.
    func isFolder() -> Bool {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            log.error(
                "E-FILE-MISSING", path, "There is no such folder.", advice: "Check the name of the scenario folder.")
            return false
        }
        guard isDirectory.boolValue else {
            log.error(
                "E-FILE-FOLDER", path, "This is a file, not a scenario folder.",
                advice: "Name the folder that holds scenario.yaml.")
            return false
        }
        return true
    }

    func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: location(file)) }

    /// The bytes of a file; `nil` after logging why they cannot be had.
    func bytes(_ file: String) -> [UInt8]? {
        log.open(file)
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: location(file), isDirectory: &isDirectory) else {
            log.error(
                "E-FILE-MISSING", file, "The file is missing.",
                advice: "Add it to the folder, or name another one in scenario.yaml.")
            return nil
        }
        if isDirectory.boolValue {
            log.error(
                "E-FILE-DIRECTORY", file, "This is a folder, not a file.", advice: "Put a file of this name here.")
            return nil
        }
        guard let handle = FileHandle(forReadingAtPath: location(file)) else {
            log.error("E-FILE-READ", file, "The file cannot be opened.", advice: "Check who may read it.")
            return nil
        }
        defer { try? handle.close() }
        let data: Data?
        do {
            data = try handle.bytes(upTo: sizeLimit)
        } catch {
            log.error("E-FILE-READ", file, "The file cannot be read.", advice: "Check the disk and who may read it.")
            return nil
        }
        guard let data else {
            log.error(
                "E-FILE-SIZE", file, value: "\(sizeLimit) bytes", "The file is larger than this limit.",
                advice: "Leave out what is not an open order of this scenario.")
            return nil
        }
        return [UInt8](data)
    }

    /// The text of a file: UTF-8 with or without a mark, else Windows-1252 (which holds Latin-1's letters).
    func text(_ file: String) -> String? {
        guard let bytes = bytes(file) else { return nil }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.contains(0) {
            log.error(
                "E-FILE-ENCODING", file, "The file is UTF-16 or not a text.",
                advice: "Save it as CSV UTF-8 (or as plain text in UTF-8).")
            return nil
        }
        let text = InputFolder.decoded(bytes)
        if text.allSatisfy(\.isWhitespace) {
            log.error("E-FILE-EMPTY", file, "The file is empty.", advice: "A table needs at least its line of columns.")
            return nil
        }
        return text
    }

    private func location(_ file: String) -> String {
        URL(fileURLWithPath: path, isDirectory: true).appendingPathComponent(file).path
    }

    static func decoded(_ bytes: [UInt8]) -> String {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        if let text = String(validating: body, as: UTF8.self) { return text }
        return String(String.UnicodeScalarView(body.map(windows1252)))
    }

    /// The letters of Windows-1252 that differ from Latin-1, from byte 0x80; 0 is unused there.
    private static let upper: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D,
        0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
        0x017E, 0x0178,
    ]

    private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        return Unicode.Scalar(upper[Int(byte) - 0x80]).flatMap { $0.value == 0 ? nil : $0 } ?? "\u{FFFD}"
    }
}

extension FileHandle {
    /// What is left of the file, or `nil` where that is more than `limit` bytes.
    package func bytes(upTo limit: Int) throws -> Data? {
        // One byte more than the limit is asked for, so that neither a huge file nor an endless device fills memory.
        var data = Data()
        while data.count <= limit {
            guard let part = try read(upToCount: min(1 << 20, limit + 1 - data.count)), !part.isEmpty else { break }
            data.append(part)
        }
        return data.count > limit ? nil : data
    }
}

import FordelerModel
import FordelerRoutingProblem

/// A public instance, ready to be solved, with all that is needed to speak of it in the file's own terms.
public struct RoutingInstance: Sendable {
    /// Name given in the file; empty when it gives none.
    public var name: String
    /// Format it was read from.
    public var format: InstanceFormat
    /// Conventions that were applied.
    public var distances: DistanceConvention
    /// What is made small.
    public var objective: InstanceObjective
    /// The problem in the engine's integers.
    public var problem: RoutingProblem
    /// From the engine's indices to the file's numbers, and how costs are counted.
    public var naming: InstanceNaming

    /// Reads the bytes of an instance file.
    ///
    /// Takes O(n²) time and 4 n² bytes for the travel table, which durations and distances share when the file
    /// gives one number for both.
    /// - Parameters:
    ///   - bytes: the file's content; text in UTF-8 or any superset of ASCII.
    ///   - file: name used in messages.
    /// - Throws: ``InputErrors`` with every defect found.
    public static func read(
        _ bytes: [UInt8], file: String, options: InstanceOptions = InstanceOptions()
    ) throws(InputErrors) -> RoutingInstance {
        var text = InstanceText(file: file, bytes: bytes)
        let format = options.format == .auto ? detectInstanceFormat(text) : options.format
        var draft: InstanceDraft
        switch format {
        case .vrplib: draft = VRPLIBReader.read(&text)
        case .solomon: draft = SolomonReader.read(&text)
        case .lilim: draft = LiLimReader.read(&text)
        case .cordeau: draft = CordeauReader.read(&text)
        default:
            text.report(
                "E-INSTANCE-FORMAT", text.lines.first, nil, nil, "The content fits no format that is known here.",
                "Name the format, or check that the file is a VRPLIB, Solomon, Li and Lim or Cordeau instance.")
            throw InputErrors(text.diagnostics)
        }
        if text.diagnostics.isEmpty { draft.judge(&text) }
        if !text.diagnostics.isEmpty { throw InputErrors(text.diagnostics) }
        draft.distances = options.distances ?? draft.distances
        draft.objective = options.objective ?? draft.objective
        var compiler = InstanceCompiler(draft: draft)
        let instance = compiler.compile(&text)
        guard let instance, text.diagnostics.isEmpty else { throw InputErrors(text.diagnostics) }
        return instance
    }
}

/// The format that the content speaks of, or `auto` when it fits none.
func detectInstanceFormat(_ text: InstanceText) -> InstanceFormat {
    guard let first = text.lines.first else { return .auto }
    let head = text.lines.prefix(40)
    for line in head {
        let word = text.text(line.words.lowerBound).uppercased()
        if word == "CUST" || word == "CUSTOMER" { return .solomon }
        if word.hasPrefix("DIMENSION") || word.contains("_SECTION") || word.hasPrefix("EDGE_WEIGHT_TYPE") {
            return .vrplib
        }
    }
    let numbers = first.words.allSatisfy { text.number($0) != nil }
    if numbers, first.words.count == 4, text.lines.count > 1, text.lines[1].words.count == 2 { return .cordeau }
    if numbers, (2...3).contains(first.words.count), text.lines.count > 1, text.lines[1].words.count == 9 {
        return .lilim
    }
    return .auto
}

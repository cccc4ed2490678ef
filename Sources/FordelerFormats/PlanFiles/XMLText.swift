extension String {
    /// The text with the characters that mean something in XML and HTML written as entities, so that no name or
    /// reason from a file can become markup. Control characters that XML forbids become blanks.
    public var escapedForXML: String {
        var result = ""
        result.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\u{9}", "\u{a}", "\u{d}": result.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1f}", "\u{7f}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

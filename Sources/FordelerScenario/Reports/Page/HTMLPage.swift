/// The frame of every page: one file that needs nothing else, readable on a phone.
enum HTMLPage {
    /// The document.
    ///
    /// - Parameters:
    ///   - title: plain text.
    ///   - followsScheme: whether the style knows a dark scheme.
    ///   - body: markup between `<body>` and `</body>`, without the last line break.
    static func document(title: String, style: String, followsScheme: Bool = true, body: String) -> String {
        let scheme = followsScheme ? "<meta name=\"color-scheme\" content=\"light dark\">\n" : ""
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            \(scheme)<title>\(title.html)</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            \(body)
            </body>
            </html>

            """
    }
}

/// Puts names beside points of a map so that none covers another: what does not fit is left out.
struct MapLabels {
    private struct Box {
        var left: Double
        var top: Double
        var right: Double
        var bottom: Double

        func meets(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }

    private let width: Double
    private let height: Double
    private let size: Double
    private var taken: [Box] = []

    /// Starts an empty map; `size` is the letters' height.
    init(width: Double, height: Double, size: Double) {
        self.width = width
        self.height = height
        self.size = size
    }

    /// Keeps a mark free of names.
    mutating func keepFree(x: Double, y: Double, radius: Double) {
        taken.append(Box(left: x - radius, top: y - radius, right: x + radius, bottom: y + radius))
    }

    /// The name as SVG text beside its mark, above, right, below or left of it; empty when it fits nowhere.
    mutating func text(_ name: String, x: Double, y: Double, radius: Double, style: String) -> String {
        let wide = Double(name.count) * size * 0.58
        let gap = radius + 3
        let places: [(x: Double, y: Double, anchor: String)] = [
            (x, y - gap, "middle"), (x + gap, y + size * 0.35, "start"), (x, y + gap + size * 0.8, "middle"),
            (x - gap, y + size * 0.35, "end"),
        ]
        for place in places {
            let left =
                place.anchor == "middle" ? place.x - wide / 2 : place.anchor == "start" ? place.x : place.x - wide
            let box = Box(left: left, top: place.y - size * 0.85, right: left + wide, bottom: place.y + size * 0.25)
            guard box.left >= 2, box.right <= width - 2, box.top >= 2, box.bottom <= height - 2,
                !taken.contains(where: box.meets)
            else { continue }
            taken.append(box)
            return
                "<text class=\"\(style)\" x=\"\(place.x.svg)\" y=\"\(place.y.svg)\" text-anchor=\"\(place.anchor)\">\(name.html)</text>"
        }
        return ""
    }
}

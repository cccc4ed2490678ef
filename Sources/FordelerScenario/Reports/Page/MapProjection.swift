import FordelerModel
import Foundation

/// Puts a small part of the earth on a flat drawing: degrees east shrink by the cosine of the middle latitude.
/// Good to a fraction of a percent over a county.
struct MapProjection {
    /// Width and height of the drawing in its own units.
    let width: Double, height: Double
    /// Drawing units per kilometre.
    let unitsPerKilometre: Double
    private let west: Double, north: Double, unitsPerDegree: Double, shrink: Double

    /// Fits all coordinates into a drawing of the given width with a margin; a single point gets a frame of about
    /// two kilometres.
    init(_ coordinates: [Coordinate], width: Double = 760, margin: Double = 42) {
        let latitudes = coordinates.map(\.latitude).filter(\.isFinite)
        let longitudes = coordinates.map(\.longitude).filter(\.isFinite)
        let (south, top) = (latitudes.min() ?? 0, latitudes.max() ?? 0)
        let (left, right) = (longitudes.min() ?? 0, longitudes.max() ?? 0)
        shrink = max(0.05, cos((south + top) / 2 * .pi / 180))
        let spanEast = max(0.02, (right - left) * shrink)
        let spanNorth = max(0.02, top - south)
        let aspect = min(0.95, max(0.74, spanNorth / spanEast))
        self.width = width
        height = (width * aspect).rounded()
        unitsPerDegree = min((width - 2 * margin) / spanEast, (height - 2 * margin) / spanNorth)
        unitsPerKilometre = unitsPerDegree / 111.195
        // The data stands in the middle of the drawing.
        west = (left + right) / 2 - width / 2 / unitsPerDegree / shrink
        north = (south + top) / 2 + height / 2 / unitsPerDegree
    }

    /// The point of a coordinate in drawing units, from the upper left corner.
    func point(_ coordinate: Coordinate) -> (x: Double, y: Double) {
        ((coordinate.longitude - west) * shrink * unitsPerDegree, (north - coordinate.latitude) * unitsPerDegree)
    }
}

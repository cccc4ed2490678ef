/// The delivery areas of Drammen: postcodes with a point each.
///
/// Coordinates: GeoNames (geonames.org), CC BY 4.0. Codes that share their point with many others are box addresses and
/// are left out; of a pair that shares a point (a street code and a box code) the first is kept.
enum DrammenPostcodes {
    /// One area.
    struct Area {
        let postcode: String
        let place: String
        /// Hundred-thousandths of a degree.
        let latitude: Int
        let longitude: Int
        /// Share of the orders, in parts of all weights; an assumption of ours.
        let weight: Int
    }

    static let areas: [Area] = [
        Area(postcode: "3011", place: "Drammen", latitude: 5_974_580, longitude: 1_023_050, weight: 4),
        Area(postcode: "3012", place: "Drammen", latitude: 5_974_240, longitude: 1_022_400, weight: 4),
        Area(postcode: "3013", place: "Drammen", latitude: 5_973_650, longitude: 1_022_710, weight: 4),
        Area(postcode: "3014", place: "Drammen", latitude: 5_974_900, longitude: 1_021_780, weight: 4),
        Area(postcode: "3015", place: "Drammen", latitude: 5_974_380, longitude: 1_021_220, weight: 4),
        Area(postcode: "3016", place: "Drammen", latitude: 5_974_780, longitude: 1_020_600, weight: 4),
        Area(postcode: "3017", place: "Drammen", latitude: 5_974_440, longitude: 1_020_330, weight: 4),
        Area(postcode: "3018", place: "Drammen", latitude: 5_974_900, longitude: 1_018_320, weight: 4),
        Area(postcode: "3019", place: "Drammen", latitude: 5_974_750, longitude: 1_019_560, weight: 4),
        Area(postcode: "3021", place: "Drammen", latitude: 5_976_390, longitude: 1_017_010, weight: 4),
        Area(postcode: "3022", place: "Drammen", latitude: 5_975_530, longitude: 1_016_400, weight: 4),
        Area(postcode: "3023", place: "Drammen", latitude: 5_975_200, longitude: 1_016_110, weight: 4),
        Area(postcode: "3024", place: "Drammen", latitude: 5_975_430, longitude: 1_014_250, weight: 4),
        Area(postcode: "3025", place: "Drammen", latitude: 5_975_740, longitude: 1_014_810, weight: 4),
        Area(postcode: "3026", place: "Drammen", latitude: 5_976_150, longitude: 1_014_230, weight: 4),
        Area(postcode: "3027", place: "Drammen", latitude: 5_975_390, longitude: 1_011_840, weight: 4),
        Area(postcode: "3028", place: "Drammen", latitude: 5_975_850, longitude: 1_012_450, weight: 4),
        Area(postcode: "3029", place: "Drammen", latitude: 5_976_160, longitude: 1_012_680, weight: 4),
        Area(postcode: "3030", place: "Drammen", latitude: 5_972_980, longitude: 1_014_420, weight: 4),
        Area(postcode: "3031", place: "Drammen", latitude: 5_972_270, longitude: 1_012_920, weight: 4),
        Area(postcode: "3032", place: "Drammen", latitude: 5_970_960, longitude: 1_015_480, weight: 4),
        Area(postcode: "3033", place: "Drammen", latitude: 5_971_890, longitude: 1_015_960, weight: 4),
        Area(postcode: "3034", place: "Drammen", latitude: 5_972_060, longitude: 1_021_470, weight: 4),
        Area(postcode: "3035", place: "Drammen", latitude: 5_971_090, longitude: 1_022_650, weight: 4),
        Area(postcode: "3036", place: "Drammen", latitude: 5_969_970, longitude: 1_025_720, weight: 4),
        Area(postcode: "3037", place: "Drammen", latitude: 5_969_890, longitude: 1_029_240, weight: 4),
        Area(postcode: "3038", place: "Drammen", latitude: 5_971_560, longitude: 1_025_880, weight: 4),
        Area(postcode: "3039", place: "Drammen", latitude: 5_969_880, longitude: 1_024_100, weight: 4),
        Area(postcode: "3040", place: "Drammen", latitude: 5_972_750, longitude: 1_024_150, weight: 4),
        Area(postcode: "3041", place: "Drammen", latitude: 5_972_680, longitude: 1_022_190, weight: 4),
        Area(postcode: "3042", place: "Drammen", latitude: 5_972_250, longitude: 1_020_490, weight: 4),
        Area(postcode: "3043", place: "Drammen", latitude: 5_972_890, longitude: 1_020_790, weight: 4),
        Area(postcode: "3044", place: "Drammen", latitude: 5_973_630, longitude: 1_020_870, weight: 4),
        Area(postcode: "3045", place: "Drammen", latitude: 5_973_980, longitude: 1_019_040, weight: 4),
        Area(postcode: "3046", place: "Drammen", latitude: 5_973_360, longitude: 1_018_990, weight: 4),
        Area(postcode: "3047", place: "Drammen", latitude: 5_973_940, longitude: 1_016_460, weight: 4),
        Area(postcode: "3048", place: "Drammen", latitude: 5_974_630, longitude: 1_010_720, weight: 4),
        Area(postcode: "3050", place: "Mjøndalen", latitude: 5_974_390, longitude: 1_001_960, weight: 9),
        Area(postcode: "3053", place: "Steinberg", latitude: 5_975_290, longitude: 995080, weight: 3),
        Area(postcode: "3054", place: "Krokstadelva", latitude: 5_976_400, longitude: 1_001_500, weight: 9),
        Area(postcode: "3056", place: "Solbergelva", latitude: 5_976_590, longitude: 1_008_030, weight: 9),
        Area(postcode: "3058", place: "Solbergmoen", latitude: 5_975_970, longitude: 1_005_210, weight: 4),
        Area(postcode: "3060", place: "Svelvik", latitude: 5_962_810, longitude: 1_038_890, weight: 12),
        Area(postcode: "3075", place: "Berger", latitude: 5_955_130, longitude: 1_038_620, weight: 3),
    ]
}

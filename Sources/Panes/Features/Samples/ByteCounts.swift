import Formats
import Screen

/// `48.2 kB`.
enum ByteCounts {
    static func text(_ bytes: Int) -> String {
        switch bytes {
        case ..<1000: "\(bytes) B"
        case ..<1_000_000: Numbers.decimal(Double(bytes) / 1e3, places: 1) + " kB"
        default: Numbers.decimal(Double(bytes) / 1e6, places: 1) + " MB"
        }
    }
}

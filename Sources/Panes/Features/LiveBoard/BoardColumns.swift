/// Where the columns of the board stand; what goes first is the age, then the picture, what was said, the cause.
struct BoardColumns: Equatable {
    /// A column's first place and its width.
    struct Column: Equatable {
        let x: Int
        let width: Int
        var end: Int { x + width }
    }

    let sign: Int
    let mark: Int
    let name: Column
    let spark: Column?
    /// Only where there is room for it beside the cause, which tells it, too, or none for the cause.
    let value: Column?
    let trend: Int
    let cause: Column?
    let since: Column?
    let age: Column?
    let said: Column?

    init(x: Int, width: Int) {
        let isWide = width >= 110
        // Where there is no room for the cause the figure says what it is of, and that goes before its age.
        let hasSince = width >= 48
        let sinceWidth = width >= 60 ? 7 : 4
        let ageWidth = isWide ? 5 : 0
        let saidWidth = width >= 170 ? 26 : isWide ? 22 : width >= 96 ? 16 : width >= 70 ? 10 : 0
        let sparkWidth = width >= 170 ? 14 : width >= 96 ? 7 : 0
        let nameWidth =
            width >= 170 ? 44 : isWide ? 28 : width >= 60 ? 22 : max(8, width - 21 - (hasSince ? sinceWidth + 2 : 0))
        sign = x + 1
        mark = x + 2
        name = Column(x: x + 3, width: nameWidth)
        var column = name.end + 2
        spark = sparkWidth > 0 ? Column(x: column, width: sparkWidth) : nil
        if sparkWidth > 0 { column += sparkWidth + 2 }
        let hasValue = width >= 170 || width < 60
        value = hasValue ? Column(x: column, width: width < 60 ? 12 : 7) : nil
        trend = value.map { $0.end + 1 } ?? column
        column = trend + 1
        var end = x + width - 1
        func fromRight(_ columns: Int) -> Column? {
            guard columns > 0 else { return nil }
            end -= columns + 2
            return Column(x: end + 2, width: columns)
        }
        said = fromRight(saidWidth)
        age = fromRight(ageWidth)
        since = hasSince ? fromRight(sinceWidth) : nil
        let gap = hasValue ? 2 : 1
        cause = end - column - gap >= 10 ? Column(x: column + gap, width: end - column - gap) : nil
    }
}

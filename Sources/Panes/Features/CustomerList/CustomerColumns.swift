/// Where the columns of the customer list stand; names keep at least 16 columns, what is right of them goes before.
struct CustomerColumns: Equatable {
    /// A column's first place and its width.
    struct Column: Equatable {
        let x: Int
        let width: Int
        var end: Int { x + width }
    }

    static let smallestName = 16
    /// Below this, pictures and totals make way for names.
    static let comfortableName = 20

    let mark: Int
    let severity: Int
    let name: Column
    let email: Column?
    let spark: Column?
    let sent: Column?
    let value: Column?
    let why: Column?

    init(x: Int, width: Int) {
        let free = width - 5
        let hasWhy = free - 15 >= Self.smallestName
        let hasValue = hasWhy || free - 8 >= Self.smallestName
        var tail = hasWhy ? 15 : hasValue ? 8 : 1
        let hasSent = hasWhy && free - tail - 8 >= Self.comfortableName
        if hasSent { tail += 8 }
        let hasSpark = hasSent && free - tail - 9 >= Self.comfortableName
        if hasSpark { tail += 9 }
        let rest = max(0, free - tail)
        let hasEmail = rest >= 58
        let nameWidth = hasEmail ? min(34, rest / 2) : rest

        mark = x + 1
        severity = x + 3
        name = Column(x: x + 5, width: nameWidth)
        email = hasEmail ? Column(x: name.end + 2, width: rest - nameWidth - 3) : nil
        var at = x + width - tail
        spark = hasSpark ? Column(x: at + 1, width: 7) : nil
        if hasSpark { at += 9 }
        sent = hasSent ? Column(x: at, width: 7) : nil
        if hasSent { at += 8 }
        value = hasValue ? Column(x: at, width: 6) : nil
        why = hasWhy ? Column(x: at + 7, width: 7) : nil
    }
}

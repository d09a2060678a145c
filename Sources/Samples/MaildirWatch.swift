import Glibc

/// Keeps the watch on what there is of a Maildir: its folders, or the nearest folder in which it would appear.
struct MaildirWatch {
    private let maildir: Maildir
    private let watch: FolderWatch
    /// Watches that are of no more use once the Maildir exists; the folder above may be a busy one.
    private var above: Set<Int32> = []

    var changes: AsyncStream<Void> { watch.changes }

    init(maildir: Maildir) throws(SampleError) {
        guard let watch = FolderWatch() else {
            throw .notWatched(path: maildir.path, problem: Maildir.problem(errno))
        }
        self.maildir = maildir
        self.watch = watch
    }

    /// To be called before each look at the Maildir, so that nothing falls between look and watch.
    mutating func renew() throws(SampleError) {
        var inPlace: Set<Int32> = []
        for folder in [maildir.path] + maildir.folders {
            if let number = watch.add(folder) {
                inPlace.insert(number)
            } else if errno != ENOENT && errno != ENOTDIR && errno != EACCES {
                throw .notWatched(path: maildir.path, problem: Maildir.problem(errno))
            }
        }
        let needed = inPlace.isEmpty ? try watchAbove() : []
        for number in above.subtracting(needed).subtracting(inPlace) { watch.remove(number) }
        above = needed
    }

    /// From the path upwards to the first folder there is. What appears below it meanwhile is seen as a change.
    private func watchAbove() throws(SampleError) -> Set<Int32> {
        var numbers: Set<Int32> = []
        var folder = Substring(maildir.path)
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            if let number = watch.add(folder.isEmpty ? "/" : String(folder)) {
                numbers.insert(number)
                // It may have appeared between the first look and this watch.
                let next = maildir.path.dropFirst(folder.count + 1).prefix { $0 != "/" }
                if access(String(folder) + "/" + next, F_OK) != 0 { return numbers }
                if let number = watch.add(String(folder) + "/" + next) { numbers.insert(number) }
                return numbers
            }
        }
        if folder == maildir.path[...], let number = watch.add(".") { numbers.insert(number) }
        return numbers
    }
}

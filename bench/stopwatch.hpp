// Stopwatch: times work over a whole set and prints a table of microseconds an item.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace postern::bench {

/// Of at least one value.
inline double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

class Table {
public:
    explicit Table(std::size_t items) : items_(items) {}

    void row(const std::string& name, const std::function<void()>& work) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
        rows_.emplace_back(name, took.count() / static_cast<double>(items_));
    }
    double sum() const {
        double total = 0;
        for (const auto& row : rows_)
            total += row.second;
        return total;
    }
    double at(std::size_t i) const { return rows_.at(i).second; }
    void print() const {
        for (const auto& [name, micros] : rows_) {
            std::printf("  %-40s %9.1f us an item %9.0f items/s\n", name.c_str(), micros, 1e6 / micros);
        }
        if (rows_.size() > 2) std::printf("  %-40s %9.1f us an item\n", "sum", sum());
        std::printf("\n");
    }

private:
    std::size_t items_;
    std::vector<std::pair<std::string, double>> rows_;
};

} // namespace postern::bench

-- One line that a program can read, after what wrk prints for people. Times are in microseconds.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format('REPORT {"requests":%d,"micros":%d,"p99Micros":%d,"failures":%d}\n',
    summary.requests, summary.duration, latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end

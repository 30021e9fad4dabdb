"""量: what indicators came to, where each number is from, and the formulas behind them."""
